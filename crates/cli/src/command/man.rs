//! `man`: a manual page for each command.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};
use serde::Serialize;

use super::Done;
use crate::arguments;
use crate::failure::{Failure, Kind};
use crate::output::Output;

/// What was written.
#[derive(Serialize)]
struct Written {
    pages: Vec<String>,
}

/// Writes the pages into the directory, over those of an earlier version.
pub fn run(directory: &Path, output: Output) -> Result<Done, Failure> {
    let failed = |path: &Path, error: io::Error| Failure {
        path: Some(path.to_owned()),
        ..Failure::new(
            Kind::Failure,
            format!("cannot write {}: {error}", path.display()),
        )
    };
    fs::create_dir_all(directory).map_err(|error| failed(directory, error))?;
    let mut pages = Vec::new();
    for (name, page) in pages_of(arguments::command()) {
        let path = directory.join(&name);
        fs::write(&path, page).map_err(|error| failed(&path, error))?;
        pages.push(name);
    }
    output.result(&Written { pages }, |written| {
        let count = written.pages.len();
        let directory = directory.display();
        format!("{count} manual pages in {directory}; read one with: man {directory}/burn-mnist.1")
    })?;
    Ok(Done::Completed)
}

/// The file name and the text of each page.
fn pages_of(command: Command) -> Vec<(String, Vec<u8>)> {
    let mut command = command.disable_help_subcommand(true);
    command.build();
    let mut pages = Vec::new();
    collect(&command, &mut pages);
    pages
}

fn collect(command: &Command, pages: &mut Vec<(String, Vec<u8>)>) {
    let man = manual(command);
    let mut page = Vec::new();
    // Writing to a vector cannot fail.
    let _ = write_page(command, &man, &mut page);
    pages.push((man.get_filename(), without_repeated_preambles(&page)));
    let subcommands = command.get_subcommands();
    for subcommand in subcommands.filter(|subcommand| !subcommand.is_hide_set()) {
        collect(subcommand, pages);
    }
}

/// The page's sections. Its synopsis is the short usage of help: with all options it would fill a screen.
fn manual(command: &Command) -> Man {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim().to_owned();
    let name = command
        .get_display_name()
        .unwrap_or_else(|| command.get_name());
    let title = name.to_uppercase();
    let command = command
        .clone()
        .override_usage(usage)
        .subcommand_help_heading("COMMANDS");
    Man::new(command)
        .title(title)
        .source(concat!("burn-mnist ", env!("CARGO_PKG_VERSION")))
        .manual("burn-mnist")
}

fn write_page(command: &Command, man: &Man, page: &mut dyn Write) -> io::Result<()> {
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    let mut subcommands = command.get_subcommands();
    if subcommands.any(|subcommand| !subcommand.is_hide_set()) {
        man.render_subcommands_section(page)?;
    }
    let help = command
        .get_after_long_help()
        .or_else(|| command.get_after_help());
    let help = help.map(ToString::to_string).unwrap_or_default();
    after_help(&help).to_writer(page)
}

/// The page with only the first of its preambles: each section is rendered with its own.
fn without_repeated_preambles(page: &[u8]) -> Vec<u8> {
    let page = String::from_utf8_lossy(page);
    let lines = page.lines().enumerate().filter(|(number, line)| {
        let is_preamble = line.starts_with(".ie \\n(.g") || line.starts_with(".el .ds Aq");
        *number < 2 || !is_preamble
    });
    let lines = lines.map(|(_, line)| format!("{line}\n"));
    lines.collect::<String>().into_bytes()
}

/// The text that help ends with: the examples as they stand, each other paragraph filled or, where it is a table, as it
/// stands.
fn after_help(text: &str) -> Roff {
    let mut page = Roff::new();
    for paragraph in text.split("\n\n") {
        let (heading, body) = match paragraph.split_once('\n') {
            Some((first, body)) if first.ends_with(':') => {
                (Some(first.trim_end_matches(':')), body)
            }
            _ => (None, paragraph),
        };
        let is_table = body.starts_with("  ");
        match heading {
            Some(heading) if is_table => {
                page.control("SH", [heading.to_uppercase().as_str()]);
            }
            Some(heading) => {
                page.control("PP", []);
                page.text([bold(heading)]);
            }
            None => {
                page.control("PP", []);
            }
        }
        if is_table {
            page.control("nf", []);
        }
        for line in body.lines() {
            page.text([roman(line.strip_prefix("  ").unwrap_or(line))]);
        }
        if is_table {
            page.control("fi", []);
        }
    }
    page
}
