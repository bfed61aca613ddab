//! README and the manual: every command, flag and setting exists, output is shown as it is printed, links lead somewhere.

mod commands;
mod help;
mod links;
mod page;
mod pictures;
mod transcripts;
