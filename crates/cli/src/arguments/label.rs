//! The name, the tags and the note of a run.

use burn_mnist_run::label::{LabelError, check_name, check_note, check_tag};
use burn_mnist_run::{LabelChange, TextChange};
use clap::Args;

/// What a new run is called.
#[derive(Clone, Debug, Args)]
pub struct Label {
    /// Name of the run, which commands take in place of its directory
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub name: Option<String>,
    /// Tag of the run, for `runs list --tag`; may be repeated
    #[arg(long = "tag", value_name = "TAG", value_parser = tag, hide_short_help = true)]
    pub tags: Vec<String>,
    /// Note about the run, one line
    #[arg(long, value_name = "TEXT", value_parser = note, hide_short_help = true)]
    pub note: Option<String>,
}

impl From<Label> for LabelChange {
    fn from(label: Label) -> Self {
        Self {
            name: TextChange::set(label.name),
            add_tags: label.tags,
            remove_tags: Vec::new(),
            note: TextChange::set(label.note),
        }
    }
}

/// Changes to the name, the tags and the note of a run.
#[derive(Debug, Args)]
#[command(mut_arg("tags", |tags| tags.help("Tag to add; may be repeated").hide_short_help(false)))]
#[command(mut_arg("note", |note| note.hide_short_help(false)))]
pub struct LabelChanges {
    #[command(flatten)]
    pub label: Label,
    /// Remove the name
    #[arg(long, conflicts_with = "name")]
    pub remove_name: bool,
    /// Tag to remove; may be repeated
    #[arg(long, value_name = "TAG")]
    pub remove_tag: Vec<String>,
    /// Remove the note
    #[arg(long, conflicts_with = "note")]
    pub remove_note: bool,
}

impl From<LabelChanges> for LabelChange {
    fn from(changes: LabelChanges) -> Self {
        let set = Self::from(changes.label);
        let remove = |is_removed: bool, set: TextChange| match is_removed {
            true => TextChange::Remove,
            false => set,
        };
        Self {
            name: remove(changes.remove_name, set.name),
            add_tags: set.add_tags,
            remove_tags: changes.remove_tag,
            note: remove(changes.remove_note, set.note),
        }
    }
}

fn name(text: &str) -> Result<String, String> {
    checked(text, check_name).map_err(|error| {
        format!("{error}; a name has letters, digits, `-`, `_` and `.`, and begins with a letter or digit")
    })
}

fn tag(text: &str) -> Result<String, String> {
    checked(text, check_tag).map_err(|error| {
        format!("{error}; a tag has letters, digits, `-`, `_` and `.`, and begins with a letter or digit")
    })
}

fn note(text: &str) -> Result<String, LabelError> {
    checked(text, check_note)
}

fn checked(text: &str, check: fn(&str) -> Result<(), LabelError>) -> Result<String, LabelError> {
    check(text).map(|()| text.to_owned())
}
