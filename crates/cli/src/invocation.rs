//! How the program was started, so that a command that it prints works as typed.

use std::borrow::Cow;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// What the program is called in its own texts.
const NAME: &str = "burn-mnist";

/// What stands before a command in a message. Names and notes of users, which may hold any text, stay as they are.
const BEFORE_COMMANDS: [&str; 6] = [
    "`",
    "use it: ",
    "go on: ",
    "train the best point: ",
    "use the best trial: ",
    "complete it first: ",
];

/// Whether `cargo run` without options for features builds this very program.
const HAS_DEFAULT_FEATURES: bool = cfg!(all(
    feature = "flex",
    feature = "ndarray",
    feature = "wgpu",
    feature = "tui",
    not(any(
        feature = "vulkan",
        feature = "metal",
        feature = "webgpu",
        feature = "cuda",
        feature = "rocm",
        feature = "cpu",
        feature = "tch",
        feature = "remote",
        feature = "gpu"
    ))
));

/// The words that start the program again: `burn-mnist`, `cargo run --release --` or a path.
pub fn program() -> &'static str {
    static PROGRAM: OnceLock<String> = OnceLock::new();
    PROGRAM.get_or_init(|| Invocation::of_this_process().words())
}

/// `text` with the commands in it, such as `` `burn-mnist runs list` ``, as they work here.
pub fn runnable(text: &str) -> Cow<'_, str> {
    runnable_as(text, program())
}

fn runnable_as<'a>(text: &'a str, program: &str) -> Cow<'a, str> {
    if program == NAME {
        return text.into();
    }
    BEFORE_COMMANDS
        .into_iter()
        .fold(Cow::from(text), |text, before| {
            let command = format!("{before}{NAME} ");
            match text.contains(&command) {
                true => text
                    .replace(&command, &format!("{before}{program} "))
                    .into(),
                false => text,
            }
        })
}

/// A path as a word of a command line: quoted if a shell would otherwise take it apart.
pub fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let is_plain = |sign: char| sign.is_alphanumeric() || "/\\._-+:@%,=~".contains(sign);
    if !path.is_empty() && path.chars().all(is_plain) {
        return path;
    }
    match cfg!(windows) {
        true => format!("\"{path}\""),
        false => format!("'{}'", path.replace('\'', r"'\''")),
    }
}

/// What is known of how the program was started.
#[derive(Clone, Debug, Default)]
struct Invocation {
    /// The first word of its command line.
    argv0: PathBuf,
    executable: PathBuf,
    directory: PathBuf,
    /// The directories of `PATH`.
    search_path: Vec<PathBuf>,
    /// The package that `cargo run` built, if that started it.
    manifest: Option<PathBuf>,
}

impl Invocation {
    fn of_this_process() -> Self {
        let search_path = env::var_os("PATH").unwrap_or_default();
        let by_cargo = env::var_os("CARGO").is_some();
        let manifest = env::var_os("CARGO_MANIFEST_DIR").filter(|_| by_cargo);
        Self {
            argv0: env::args_os().next().map(PathBuf::from).unwrap_or_default(),
            executable: env::current_exe().unwrap_or_default(),
            directory: env::current_dir().unwrap_or_default(),
            search_path: env::split_paths(&search_path).collect(),
            manifest: manifest.map(PathBuf::from),
        }
    }

    fn words(&self) -> String {
        if HAS_DEFAULT_FEATURES && let Some(command) = self.cargo_run() {
            return command;
        }
        let is_bare = self.argv0.components().count() < 2;
        if is_bare || self.search_path.iter().any(|place| self.is_in(place)) {
            return NAME.to_owned();
        }
        // A path that cargo typed is long; from here it may be short.
        let path = match self.manifest {
            Some(_) => self.argv0.strip_prefix(&self.directory),
            None => Ok(self.argv0.as_path()),
        };
        quoted(path.unwrap_or(&self.argv0))
    }

    /// The `cargo run` that started the program, if it works in this directory.
    fn cargo_run(&self) -> Option<String> {
        let package = self.manifest.as_ref()?;
        let workspace = package
            .ancestors()
            .find(|place| place.join("Cargo.lock").is_file())?;
        let builds = self.executable.parent()?;
        let is_built = builds
            .ancestors()
            .skip(1)
            .take(2)
            .any(|place| place.join("CACHEDIR.TAG").is_file());
        if !is_built || !self.directory.starts_with(workspace) {
            return None;
        }
        Some(match builds.file_name()?.to_str()? {
            "release" => "cargo run --release --".to_owned(),
            "debug" => "cargo run --".to_owned(),
            profile => format!("cargo run --profile {profile} --"),
        })
    }

    /// Whether this directory has the program under its own name.
    fn is_in(&self, place: &Path) -> bool {
        let name = OsString::from(format!("{NAME}{}", env::consts::EXE_SUFFIX));
        match (
            place.join(name).canonicalize(),
            self.executable.canonicalize(),
        ) {
            (Ok(found), Ok(this)) => found == this,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::tempdir;

    use super::*;

    /// A workspace with a build in it, started by its path.
    fn started(root: &Path) -> Invocation {
        for file in [
            "Cargo.lock",
            "target/CACHEDIR.TAG",
            &format!("target/release/{NAME}{}", env::consts::EXE_SUFFIX),
        ] {
            let file = root.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "").unwrap();
        }
        let executable = root.join(format!("target/release/{NAME}{}", env::consts::EXE_SUFFIX));
        Invocation {
            argv0: executable.clone(),
            executable,
            directory: root.to_owned(),
            search_path: Vec::new(),
            manifest: None,
        }
    }

    #[test]
    fn a_program_that_cargo_runs_is_run_by_cargo() {
        let root = tempdir().unwrap();
        let by_path = started(root.path());
        let by_cargo = Invocation {
            manifest: Some(root.path().join("crates/cli")),
            ..by_path.clone()
        };
        assert_eq!(
            by_cargo.cargo_run().as_deref(),
            Some("cargo run --release --")
        );
        assert_eq!(by_path.cargo_run(), None);
        let elsewhere = tempdir().unwrap();
        let outside = Invocation {
            directory: elsewhere.path().to_owned(),
            ..by_cargo
        };
        assert_eq!(outside.cargo_run(), None);
    }

    #[test]
    fn a_program_on_the_search_path_is_called_by_its_name() {
        let root = tempdir().unwrap();
        let by_path = started(root.path());
        assert_eq!(by_path.words(), quoted(&by_path.argv0));
        let on_path = Invocation {
            search_path: vec![root.path().join("target/release")],
            ..by_path.clone()
        };
        assert_eq!(on_path.words(), NAME);
        let typed = Invocation {
            argv0: NAME.into(),
            ..by_path
        };
        assert_eq!(typed.words(), NAME);
    }

    #[test]
    fn commands_within_a_text_name_the_program_as_it_was_started() {
        let text =
            "go on: burn-mnist train --resume a; `burn-mnist runs list` shows burn-mnist runs";
        assert_eq!(
            runnable_as(text, "./b"),
            "go on: ./b train --resume a; `./b runs list` shows burn-mnist runs"
        );
        assert_eq!(runnable_as(text, NAME), text);
    }

    #[cfg(unix)]
    #[test]
    fn a_path_that_a_shell_would_take_apart_is_quoted() {
        for (path, expected) in [
            (
                "artifacts/runs/20261125-152132-flex",
                "artifacts/runs/20261125-152132-flex",
            ),
            ("my runs/a", "'my runs/a'"),
            ("it's", r"'it'\''s'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(Path::new(path)), expected);
        }
    }
}
