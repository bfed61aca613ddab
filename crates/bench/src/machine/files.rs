//! Small text files that the kernel makes up, below a root that a test may choose.

use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// The tree below `/`, or a test's stand-in for it.
#[derive(Clone, Debug)]
pub(crate) struct Files {
    root: PathBuf,
}

impl Files {
    pub(crate) fn below(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
        }
    }

    /// The file's text without white space around it; `None` where it is absent, unreadable or empty.
    pub(crate) fn text(&self, path: impl AsRef<Path>) -> Option<String> {
        let text = fs::read_to_string(self.root.join(path)).ok()?;
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// The one value that the file holds.
    pub(crate) fn value<T: FromStr>(&self, path: impl AsRef<Path>) -> Option<T> {
        self.text(path)?.parse().ok()
    }

    /// Paths, below the same root, of what the directory holds, sorted; `None` where there is no such directory.
    pub(crate) fn entries(&self, path: impl AsRef<Path>) -> Option<Vec<PathBuf>> {
        let entries = fs::read_dir(self.root.join(path.as_ref())).ok()?;
        let names = entries.flatten().map(|entry| entry.file_name());
        let mut paths: Vec<PathBuf> = names.map(|name| path.as_ref().join(name)).collect();
        paths.sort();
        Some(paths)
    }

    pub(crate) fn exists(&self, path: impl AsRef<Path>) -> bool {
        self.root.join(path).exists()
    }

    /// Tells the kernel something; whether it may be told is the kernel's to say.
    pub(crate) fn write(&self, path: impl AsRef<Path>, text: &str) -> std::io::Result<()> {
        fs::write(self.root.join(path), text)
    }
}

/// What follows `key` in a text of `key separator value` lines, the first time it occurs.
pub(crate) fn field<'a>(text: &'a str, key: &str, separator: char) -> Option<&'a str> {
    text.lines()
        .filter_map(|line| line.split_once(separator))
        .find(|(found, _)| found.trim() == key)
        .map(|(_, value)| value.trim())
}

/// A size that the kernel gives as "24684084 kB" or "32K", in bytes.
pub(crate) fn bytes(size: &str) -> Option<u64> {
    let digits = size.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let unit = match size[digits.len()..].trim() {
        "" => 1,
        "K" | "kB" => 1 << 10,
        "M" => 1 << 20,
        "G" => 1 << 30,
        _ => return None,
    };
    digits.parse::<u64>().ok()?.checked_mul(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_in_every_unit_the_kernel_writes() {
        let sizes = [
            ("512", 512),
            ("32K", 32_768),
            ("3 kB", 3072),
            ("2M", 2 << 20),
        ];
        for (text, expected) in sizes {
            assert_eq!(bytes(text), Some(expected), "{text}");
        }
        for text in ["", "kB", "1 parsec", "99999999999999999999"] {
            assert_eq!(bytes(text), None, "{text}");
        }
    }

    #[test]
    fn a_field_is_found_by_its_whole_key() {
        let text = "MemTotalish: 1 kB\nMemTotal:  2 kB\nMemTotal: 3 kB";
        assert_eq!(field(text, "MemTotal", ':'), Some("2 kB"));
        assert_eq!(field(text, "Mem", ':'), None);
    }
}
