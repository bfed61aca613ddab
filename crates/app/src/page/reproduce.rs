//! The commands that reproduce the run.

use burn_mnist_report::Block;
use burn_mnist_run::record::SettingsRecord;
use burn_mnist_settings::KEYS;

use super::settings::is_changed;
use super::subject::Subject;
use super::words::value;

/// Always part of the command, also at their default.
const ALWAYS: [&str; 3] = ["backend", "seed", "epochs"];

pub fn blocks(subject: &Subject) -> Vec<Block> {
    if subject.record.settings.is_empty() {
        return Vec::new();
    }
    let software = &subject.record.software;
    let program = match software.commit.as_deref() {
        Some(commit) => match commit.strip_suffix("-dirty") {
            Some(commit) => format!("of commit {commit} with uncommitted changes"),
            None => format!("of commit {commit}"),
        },
        None => "of an unknown commit".to_owned(),
    };
    vec![
        Block::Paragraph(format!(
            "With burn-mnist {} {program} and the same data, this command trains the same network. On CPU backends \
             the weights are identical:",
            software.burn_mnist
        )),
        Block::Code(command(&subject.record.settings, &subject.defaults)),
        Block::Paragraph(
            "If you have the run's directory, this command trains the run again from its record and compares the weights:"
                .to_owned(),
        ),
        Block::Code(format!(
            "burn-mnist train --repeat {}",
            quoted(&subject.place)
        )),
    ]
}

/// The command that trains with these settings.
pub(crate) fn command(set: &SettingsRecord, defaults: &SettingsRecord) -> String {
    let said = KEYS.iter().filter(|key| {
        let changed = || key.recorded && is_changed(key.name, set, defaults);
        ALWAYS.contains(&key.name) || changed()
    });
    let flags = said.filter_map(|key| {
        let set = quoted(&value(set.get(key.name)?));
        Some(format!(" --{} {set}", key.flag()))
    });
    format!("burn-mnist train{}", flags.collect::<String>())
}

/// As a POSIX shell reads it as one word.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-,:=/+@%".contains(c);
    match !word.is_empty() && word.chars().all(plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_a_quoted_word_as_it_was() {
        for (word, expected) in [
            ("runs/a-1", "runs/a-1"),
            ("", "''"),
            ("my runs; rm -r", "'my runs; rm -r'"),
            ("it's", r"'it'\''s'"),
        ] {
            assert_eq!(quoted(word), expected);
        }
    }
}
