//! README and the manual: every command and flag exists, every link leads somewhere, and README stays short.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::sandbox::Sandbox;

const MOST_WORDS_OF_README: usize = 1200;

const COMMANDS: [&str; 20] = [
    "train",
    "sweep",
    "sweep report",
    "cross-validate",
    "evaluate",
    "predict",
    "explain",
    "data fetch",
    "data verify",
    "data check",
    "data where",
    "data show",
    "backends",
    "runs list",
    "runs show",
    "runs report",
    "runs verify",
    "runs prune",
    "compare",
    "compare diff",
];

// Flags of cargo.
const FLAGS_OF_OTHERS: [&str; 4] = ["--features", "--no-default-features", "--path", "--release"];

// What `train` refuses beside `--print-config`, or without a terminal.
const NO_SETTINGS: [&str; 3] = ["--resume", "--repeat", "--tui"];

// A Markdown page: its lines outside code blocks, and the lines of each code block.
struct Page {
    path: PathBuf,
    prose: Vec<String>,
    blocks: Vec<Vec<String>>,
}

impl Page {
    fn read(path: PathBuf) -> Self {
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

    fn name(&self) -> String {
        self.path.display().to_string()
    }

    // What follows `burn-mnist` in code blocks.
    fn commands(&self) -> Vec<String> {
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

    // Inline code.
    fn spans(&self) -> Vec<String> {
        let text = self.prose.join(" ");
        text.split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect()
    }

    // Inline code that names a command with at least one more word.
    fn inline_commands(&self) -> Vec<String> {
        let spans = self.spans().into_iter();
        spans
            .filter_map(|span| match span.split_once(' ') {
                Some(("burn-mnist", words)) => Some(words.to_owned()),
                Some((first, _)) if is_command(first) => Some(span),
                _ => None,
            })
            .collect()
    }

    // Targets of links and of pictures.
    fn links(&self) -> Vec<String> {
        let text = self.prose.join("\n");
        let outside_code: String = text.split('`').step_by(2).collect();
        let mut found = between(&outside_code, "](", ')');
        found.extend(between(&outside_code, "src=\"", '"'));
        found.extend(between(&outside_code, "srcset=\"", '"'));
        found
    }

    // What a link to a heading says after `#`.
    fn anchors(&self) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for line in &self.prose {
            let title = line.trim_start_matches('#');
            if title.len() == line.len() || !title.starts_with(' ') {
                continue;
            }
            let anchor: String = title
                .trim()
                .to_lowercase()
                .chars()
                .filter(|sign| sign.is_alphanumeric() || " -_".contains(*sign))
                .map(|sign| if sign == ' ' { '-' } else { sign })
                .collect();
            let same = found.iter().filter(|known| **known == anchor).count();
            found.push(match same {
                0 => anchor,
                count => format!("{anchor}-{count}"),
            });
        }
        found
    }
}

fn command(line: &str) -> Option<String> {
    let words = match line.trim().strip_prefix("cargo run ") {
        Some(words) => words.split_once("-- ")?.1,
        None => line.trim().strip_prefix("burn-mnist ")?,
    };
    let words = words.split(" > ").next()?;
    Some(words.trim().to_owned())
}

fn is_command(word: &str) -> bool {
    let mut firsts = COMMANDS.iter().filter_map(|name| name.split(' ').next());
    firsts.any(|first| first == word)
}

fn between(text: &str, start: &str, end: char) -> Vec<String> {
    let rests = text.split(start).skip(1);
    rests
        .filter_map(|rest| rest.split(end).next())
        .map(str::to_owned)
        .collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn pages_in(directory: &str) -> Vec<Page> {
    let mut paths: Vec<PathBuf> = fs::read_dir(root().join(directory))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "md"))
        .collect();
    paths.sort();
    paths.into_iter().map(Page::read).collect()
}

fn readme() -> Page {
    Page::read(root().join("README.md"))
}

// README, the manual, and the page on files.
fn manual() -> Vec<Page> {
    let mut pages = pages_in("crates/docs");
    assert!(pages.len() > 10, "{}", pages.len());
    pages.push(readme());
    pages.push(Page::read(root().join("artifacts/README.md")));
    pages
}

// The help of each command, asked for once.
struct Help {
    sandbox: Sandbox,
    known: BTreeMap<String, String>,
}

impl Help {
    fn new() -> Self {
        Self {
            sandbox: Sandbox::new(),
            known: BTreeMap::new(),
        }
    }

    fn of(&mut self, name: &str) -> &str {
        let Self { sandbox, known } = self;
        known
            .entry(name.to_owned())
            .or_insert_with(|| sandbox.run(&format!("{name} --help")).succeeded().stdout)
    }

    fn of_command(&mut self, words: &[&str]) -> &str {
        let name = match words {
            ["data", verb, ..] => format!("data {verb}"),
            ["runs", verb, ..] => format!("runs {verb}"),
            ["sweep", "report", ..] => "sweep report".to_owned(),
            ["compare", "report", ..] => "compare report".to_owned(),
            ["compare", "diff", ..] => "compare diff".to_owned(),
            [command, ..] => (*command).to_owned(),
            [] => String::new(),
        };
        self.of(&name)
    }
}

fn flags<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let flags = words.iter().filter(|word| word.starts_with("--"));
    flags.filter_map(|word| word.split('=').next()).collect()
}

fn names(help: &str, flag: &str) -> bool {
    help.split(|sign: char| sign != '-' && !sign.is_alphanumeric())
        .any(|word| word == flag)
}

fn is_placeholder(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|sign| sign.is_ascii_uppercase())
}

#[test]
fn every_command_of_the_manual_exists_with_its_flags() {
    let mut help = Help::new();
    let mut checked = 0;
    for page in manual() {
        let commands = page.commands().into_iter().chain(page.inline_commands());
        for command in commands {
            let words: Vec<&str> = command.split_whitespace().collect();
            if words.first().is_some_and(|word| is_placeholder(word)) {
                continue;
            }
            let text = help.of_command(&words);
            for flag in flags(&words) {
                assert!(names(text, flag), "{}: {command}: {flag}", page.name());
            }
            checked += 1;
        }
    }
    assert!(checked > 100, "{checked}");
}

#[test]
fn every_flag_that_the_manual_names_alone_exists() {
    let mut help = Help::new();
    let all: Vec<String> = COMMANDS
        .iter()
        .map(|name| help.of(name).to_owned())
        .collect();
    for page in manual() {
        for span in page.spans().iter().filter(|span| span.starts_with("--")) {
            let words: Vec<&str> = span.split_whitespace().collect();
            for flag in flags(&words) {
                let is_known = all.iter().any(|text| names(text, flag));
                assert!(
                    is_known || FLAGS_OF_OTHERS.contains(&flag),
                    "{}: {span}: {flag}",
                    page.name()
                );
            }
        }
    }
}

#[test]
fn the_settings_of_every_training_and_comparison_of_the_manual_are_accepted() {
    let sandbox = Sandbox::new();
    let mut checked = 0;
    for page in manual() {
        for command in page.commands() {
            let words: Vec<&str> = command.split_whitespace().collect();
            let is_complete = match words[..] {
                ["train", ..] => !NO_SETTINGS.iter().any(|flag| words.contains(flag)),
                ["compare", "report" | "diff", ..] => false,
                ["compare", ..] => true,
                _ => false,
            };
            if !is_complete || words.iter().any(|word| is_placeholder(word)) {
                continue;
            }
            let printed = match words.contains(&"--print-config") {
                true => sandbox.run(&command),
                false => sandbox.run(&format!("{command} --print-config")),
            };
            printed.succeeded();
            checked += 1;
        }
    }
    assert!(checked > 15, "{checked}");
}

#[test]
fn printed_settings_are_shown_as_the_program_prints_them() {
    let sandbox = Sandbox::new();
    let mut checked = 0;
    for page in manual() {
        for block in &page.blocks {
            let Some(words) = block
                .first()
                .and_then(|line| line.strip_prefix("$ burn-mnist "))
            else {
                continue;
            };
            if words.contains("--print-config") {
                let printed = sandbox.run(words).succeeded().stdout;
                assert_eq!(block[1..].join("\n"), printed.trim_end(), "{}", page.name());
                checked += 1;
            }
        }
    }
    assert!(checked > 0);
}

#[test]
fn readme_stays_short() {
    let readme = readme();
    let words = readme.prose.iter().flat_map(|line| line.split_whitespace());
    let count = words
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count();
    assert!(count <= MOST_WORDS_OF_README, "{count} words");
}

#[test]
fn no_link_is_dead() {
    let mut pages = manual();
    pages.extend(pages_in("crates"));
    let mut checked = 0;
    for page in &pages {
        for link in page.links() {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link.as_str(), ""));
            let target = match file {
                "" => page.path.clone(),
                file => page.path.parent().unwrap().join(file),
            };
            assert!(target.exists(), "{}: {link}", page.name());
            if !anchor.is_empty() {
                let anchors = Page::read(target).anchors();
                let is_there = anchors.iter().any(|known| known == anchor);
                assert!(is_there, "{}: {link}: {anchors:?}", page.name());
            }
            checked += 1;
        }
    }
    assert!(checked > 50, "{checked}");
}

#[test]
fn the_manual_lists_all_its_pages() {
    let index = Page::read(root().join("crates/docs/README.md"));
    let links = index.links();
    for page in pages_in("crates/docs") {
        let file = page.path.file_name().unwrap().to_str().unwrap();
        assert!(
            file == "README.md" || links.iter().any(|link| link == file),
            "{file}"
        );
    }
}
