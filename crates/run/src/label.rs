//! A user's words about a run: its name, its tags and a note, and what they may consist of.

use crate::store::LATEST;

/// The longest name or tag, in characters.
pub const LONGEST_NAME: usize = 64;

/// The longest note, in characters.
pub const LONGEST_NOTE: usize = 1_000;

/// Names with another meaning where a run is named.
const RESERVED: [&str; 2] = [LATEST, "auto"];

/// Why a text cannot be a name, a tag or a note.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LabelError {
    /// It is empty.
    #[error("it is empty")]
    Empty,
    /// It is too long.
    #[error("it has {found} characters; at most {most} are allowed")]
    TooLong {
        /// The most characters.
        most: usize,
        /// How many it has.
        found: usize,
    },
    /// It has a character that is not allowed.
    #[error("{0:?} is not allowed in it")]
    Character(char),
    /// It starts with a character that may only follow others.
    #[error("it starts with {0:?}; a letter or digit must come first")]
    Start(char),
    /// It has another meaning where a run is named.
    #[error("`{0}` has another meaning")]
    Reserved(&'static str),
}

/// Checks the name of a run: letters, digits, `-`, `_` and `.`, of which a letter or digit comes first.
///
/// # Errors
///
/// [`LabelError`].
pub fn check_name(text: &str) -> Result<(), LabelError> {
    check_tag(text)?;
    match RESERVED.iter().find(|reserved| **reserved == text) {
        Some(reserved) => Err(LabelError::Reserved(reserved)),
        None => Ok(()),
    }
}

/// Checks a tag, which has the characters of a name.
///
/// # Errors
///
/// [`LabelError`].
pub fn check_tag(text: &str) -> Result<(), LabelError> {
    check_length(text, LONGEST_NAME)?;
    let is_allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if let Some(other) = text.chars().find(|c| !is_allowed(*c)) {
        return Err(LabelError::Character(other));
    }
    match text.chars().next() {
        Some(first) if !first.is_alphanumeric() => Err(LabelError::Start(first)),
        _ => Ok(()),
    }
}

/// Checks a note: one line of any text.
///
/// # Errors
///
/// [`LabelError`].
pub fn check_note(text: &str) -> Result<(), LabelError> {
    check_length(text, LONGEST_NOTE)?;
    match text.chars().find(|c| c.is_control()) {
        Some(control) => Err(LabelError::Character(control)),
        None => Ok(()),
    }
}

fn check_length(text: &str, most: usize) -> Result<(), LabelError> {
    match text.chars().count() {
        0 => Err(LabelError::Empty),
        found if found > most => Err(LabelError::TooLong { most, found }),
        _ => Ok(()),
    }
}

/// Changes to the name, the tags and the note of a run. The default changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelChange {
    /// What happens to the name.
    pub name: TextChange,
    /// Tags to add; one that the run has already stays once.
    pub add_tags: Vec<String>,
    /// Tags to remove; one that the run does not have is passed over.
    pub remove_tags: Vec<String>,
    /// What happens to the note.
    pub note: TextChange,
}

/// A change to a text that may be absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum TextChange {
    /// It stays as it is.
    #[default]
    Keep,
    /// It becomes this text.
    Set(String),
    /// It is removed.
    Remove,
}

impl LabelChange {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl TextChange {
    /// Sets the text that is given, or keeps what is there.
    pub fn set(text: Option<String>) -> Self {
        text.map_or(Self::Keep, Self::Set)
    }

    pub(crate) fn apply(&self, text: &mut Option<String>) {
        match self {
            Self::Keep => {}
            Self::Set(new) => *text = Some(new.clone()),
            Self::Remove => *text = None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_consist_of_letters_digits_and_three_signs() {
        for name in ["base", "lr-3e-3", "v1.2_b", "3", "größer"] {
            assert_eq!(check_name(name), Ok(()), "{name}");
        }
        for (name, error) in [
            ("", LabelError::Empty),
            ("a/b", LabelError::Character('/')),
            ("a\\b", LabelError::Character('\\')),
            ("a b", LabelError::Character(' ')),
            ("a\u{1b}[1m", LabelError::Character('\u{1b}')),
            ("..", LabelError::Start('.')),
            ("-x", LabelError::Start('-')),
            ("latest", LabelError::Reserved("latest")),
            ("auto", LabelError::Reserved("auto")),
        ] {
            assert_eq!(check_name(name), Err(error), "{name}");
        }
        let (longest, longer) = ("x".repeat(LONGEST_NAME), "x".repeat(LONGEST_NAME + 1));
        assert_eq!(check_name(&longest), Ok(()));
        let (most, found) = (LONGEST_NAME, LONGEST_NAME + 1);
        assert_eq!(
            check_name(&longer),
            Err(LabelError::TooLong { most, found })
        );
        assert_eq!(check_tag("latest"), Ok(()));
    }

    #[test]
    fn a_note_is_one_line_of_any_text() {
        assert_eq!(
            check_note("SGD, as in \u{201c}the paper\u{201d}: 3/4"),
            Ok(())
        );
        assert_eq!(check_note("a\nb"), Err(LabelError::Character('\n')));
        assert_eq!(check_note(""), Err(LabelError::Empty));
    }
}
