//! Opens a page in headless Chromium, where there is one.

use std::env;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Names, with commas between, what may not be absent: `chromium`.
const REQUIRED: &str = "BURN_MNIST_TEST_REQUIRE";
/// Where the browser is, if not under a usual name on the `PATH`.
const BROWSER: &str = "CHROMIUM";
const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
const PATIENCE: Duration = Duration::from_secs(120);
const FLAGS: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
    "--dump-dom",
];

/// Which of its two looks a page is to have.
#[derive(Clone, Copy, Debug)]
pub enum Scheme {
    /// As by day.
    Light,
    /// As by night.
    Dark,
}

/// What the browser made of a page.
pub struct Visit {
    dom: String,
    /// What it wrote to its console: errors, and what the page's policy refused.
    pub complaints: Vec<String>,
}

impl Visit {
    /// Opens the page; none where there is no browser and none is required.
    pub fn to(html: &str) -> Option<Self> {
        Self::in_scheme(html, Scheme::Light)
    }

    /// As [`to`](Self::to), for a reader who prefers this scheme.
    pub fn in_scheme(html: &str, scheme: Scheme) -> Option<Self> {
        let Some(browser) = browser() else {
            skip();
            return None;
        };
        let directory = tempfile::tempdir().unwrap();
        let path = |name: &str| directory.path().join(name);
        fs::write(path("page.html"), html).unwrap();
        run(&browser, scheme, directory.path());
        let read = |name: &str| String::from_utf8(fs::read(path(name)).unwrap()).unwrap();
        let console = read("stderr");
        let complaints = console.lines().filter(|line| line.contains("CONSOLE"));
        Some(Self {
            dom: read("stdout"),
            complaints: complaints.map(str::to_owned).collect(),
        })
    }

    /// Whether the page as it is shown has this HTML.
    pub fn has(&self, html: &str) -> bool {
        self.dom.contains(html)
    }

    /// The HTML of the chart of this name.
    pub fn figure(&self, id: &str) -> Option<&str> {
        let (_, rest) = self.dom.split_once(&format!("<figure id=\"{id}\""))?;
        rest.split_once("</figure>").map(|(figure, _)| figure)
    }

    /// How many marks the chart of this name has, where it is wide.
    pub fn marks(&self, id: &str) -> usize {
        let figure = self.figure(id).unwrap_or_default();
        let wide = figure.split("<svg class=\"narrow\"").next();
        wide.map_or(0, |wide| wide.matches("class=\"mark ").count())
    }

    /// The text of every cell of the page's tables.
    pub fn cells(&self) -> Vec<String> {
        let cells = self.dom.split("<td").skip(1).map(|rest| {
            let (_, rest) = rest.split_once('>').unwrap();
            let (text, _) = rest.split_once("</td>").unwrap();
            text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", "\u{a0}")
                .replace("&amp;", "&")
        });
        cells.collect()
    }
}

/// Its output goes into files: pipes that nobody empties would make it wait.
fn run(browser: &Path, scheme: Scheme, directory: &Path) {
    let output = |name: &str| Stdio::from(File::create(directory.join(name)).unwrap());
    let mut child = Command::new(browser)
        .args(FLAGS)
        .arg(match scheme {
            Scheme::Light => "--blink-settings=preferredColorScheme=1",
            Scheme::Dark => "--blink-settings=preferredColorScheme=0",
        })
        .arg(format!(
            "--user-data-dir={}",
            directory.join("profile").display()
        ))
        .arg(format!("file://{}", directory.join("page.html").display()))
        .stdin(Stdio::null())
        .stdout(output("stdout"))
        .stderr(output("stderr"))
        .spawn()
        .unwrap();
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success(), "{}: {status}", browser.display());
            return;
        }
        if begun.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("{} was not done after {PATIENCE:?}", browser.display());
        }
        sleep(Duration::from_millis(20));
    }
}

fn browser() -> Option<PathBuf> {
    let named = env::var_os(BROWSER).map(PathBuf::from);
    let path = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&path).flat_map(|folder| NAMES.map(|name| folder.join(name)));
    named.into_iter().chain(found).find(|path| path.is_file())
}

/// Says what is left out, past the test runner's capture; fails where a browser is required.
#[track_caller]
fn skip() {
    let required = env::var(REQUIRED).is_ok_and(|names| names.split(',').any(|n| n == "chromium"));
    assert!(!required, "{REQUIRED} names chromium: there is none");
    let _ = writeln!(
        std::io::stderr(),
        "skipped: a test that needs chromium: {BROWSER} can name it"
    );
}
