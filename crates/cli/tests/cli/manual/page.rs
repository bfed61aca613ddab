//! A Markdown page, taken apart.

use std::fs;
use std::path::{Path, PathBuf};

use super::help;

/// Its lines outside code blocks, and the lines of each code block.
pub struct Page {
    pub path: PathBuf,
    pub prose: Vec<String>,
    pub blocks: Vec<Vec<String>>,
}

/// README, the page on files, and the manual.
pub fn manual() -> Vec<Page> {
    let mut pages = vec![
        Page::read(root().join("README.md")),
        Page::read(root().join("artifacts/README.md")),
    ];
    pages.extend(pages_in("crates/docs"));
    assert!(pages.len() > 12, "{}", pages.len());
    pages
}

/// The pages in a directory of the repository.
pub fn pages_in(directory: &str) -> Vec<Page> {
    let mut paths: Vec<PathBuf> = fs::read_dir(root().join(directory))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "md"))
        .collect();
    paths.sort();
    paths.into_iter().map(Page::read).collect()
}

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

impl Page {
    pub fn read(path: PathBuf) -> Self {
        let text = fs::read_to_string(&path).unwrap();
        let mut prose: Vec<String> = Vec::new();
        let mut blocks: Vec<Vec<String>> = Vec::new();
        let mut is_code = false;
        for line in text.lines() {
            if line.trim_start().starts_with("```") {
                is_code = !is_code;
                if is_code {
                    blocks.push(Vec::new());
                }
            } else if is_code {
                blocks.last_mut().unwrap().push(line.to_owned());
            } else {
                prose.push(line.to_owned());
            }
        }
        assert!(!is_code, "{}: a code block has no end", path.display());
        Self {
            path,
            prose,
            blocks,
        }
    }

    pub fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// What follows `burn-mnist` in code blocks.
    pub fn commands(&self) -> Vec<String> {
        let mut found = Vec::new();
        for block in &self.blocks {
            let text = block.join("\n").replace("\\\n", " ");
            for line in text.lines() {
                let line = line.trim().trim_start_matches("$ ");
                let line = line.split(" #").next().unwrap();
                let parts = line.split(" | ").flat_map(|part| part.split(" && "));
                found.extend(parts.filter_map(command));
            }
        }
        found
    }

    /// Inline code.
    pub fn spans(&self) -> Vec<String> {
        let text = self.prose.join(" ");
        let parts: Vec<&str> = text.split('`').collect();
        assert!(parts.len() % 2 == 1, "{}: an odd backtick", self.name());
        let spans = parts.iter().skip(1).step_by(2);
        spans.map(|span| (*span).to_owned()).collect()
    }

    /// Inline code that names a command with at least one more word.
    pub fn inline_commands(&self) -> Vec<String> {
        let mut found = Vec::new();
        for span in self.spans() {
            match span.split_once(' ') {
                Some(("burn-mnist", words)) => found.push(words.to_owned()),
                Some((first, _)) if help::is_command(first) => found.push(span),
                _ => {}
            }
        }
        found
    }

    /// Targets of links and of pictures.
    pub fn links(&self) -> Vec<String> {
        let text = self.prose.join("\n");
        let outside_code: String = text.split('`').step_by(2).collect();
        let mut found = between(&outside_code, "](", ')');
        found.extend(between(&outside_code, "src=\"", '"'));
        found.extend(between(&outside_code, "srcset=\"", '"'));
        found
    }

    /// What a link to a heading of this page says after `#`.
    pub fn anchors(&self) -> Vec<String> {
        let headings = self.prose.iter().filter(|line| line.starts_with('#'));
        let titles = headings.map(|line| line.trim_start_matches('#').trim().to_lowercase());
        titles.map(|title| anchor(&title)).collect()
    }
}

fn command(line: &str) -> Option<String> {
    let line = line.trim();
    let words = match line.strip_prefix("cargo run ") {
        Some(words) => words.split_once("-- ")?.1,
        None => line.strip_prefix("burn-mnist ")?,
    };
    let words = words.split(" > ").next()?;
    Some(words.trim().to_owned())
}

fn anchor(title: &str) -> String {
    let kept = title
        .chars()
        .filter(|sign| sign.is_alphanumeric() || " -_".contains(*sign));
    kept.map(|sign| if sign == ' ' { '-' } else { sign })
        .collect()
}

fn between(text: &str, start: &str, end: char) -> Vec<String> {
    let rests = text.split(start).skip(1);
    let targets = rests.filter_map(|rest| rest.split(end).next());
    targets.map(str::to_owned).collect()
}
