//! The folders and the names of their files, before any picture is opened.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::DataError;
use crate::files::Part;
use crate::user::Fault;

const TRAIN: &str = "train";
const TEST: &str = "test";

/// Files that a desktop leaves in every folder it shows.
const DESKTOP_FILES: [&str; 2] = ["thumbs.db", "desktop.ini"];

/// The folders of a set, files and folders each sorted byte by byte.
pub(super) struct Tree {
    pub(super) directory: PathBuf,
    pub(super) train: Vec<ClassFolder>,
    /// None where the set is not parted.
    pub(super) test: Option<Vec<ClassFolder>>,
    pub(super) notes: Vec<String>,
}

/// A class's folder.
pub(super) struct ClassFolder {
    pub(super) name: String,
    /// What should be pictures.
    pub(super) files: Vec<PathBuf>,
    /// What cannot be any: folders, pipes, devices.
    pub(super) strays: Vec<PathBuf>,
}

/// Whether a directory has folders in it.
pub(in crate::user) fn is_in(directory: &Path) -> bool {
    entries(directory).is_ok_and(|entries| entries.iter().any(|path| path.is_dir()))
}

/// Looks into `directory`, two levels deep where it has `train` and `test`, else one. Links are followed, and since
/// nothing is looked for deeper down, one that leads back to where it lies leads nowhere.
pub(super) fn survey(directory: &Path) -> Result<Tree, DataError> {
    let part = |name: &str| Some(directory.join(name)).filter(|path| path.is_dir());
    let mut notes = Vec::new();
    let (train, test) = match (part(TRAIN), part(TEST)) {
        (Some(train), Some(test)) => {
            let others = others(directory, |path| *path != train && *path != test)?;
            note_ignored(&mut notes, directory, others);
            (
                class_folders(&train, &mut notes)?,
                Some(class_folders(&test, &mut notes)?),
            )
        }
        (None, None) => (class_folders(directory, &mut notes)?, None),
        (train, _) => {
            let (there, absent) = match train {
                Some(_) => (TRAIN, TEST),
                None => (TEST, TRAIN),
            };
            return Err(DataError::Folders {
                path: directory.to_path_buf(),
                expected: format!(
                    "a folder {absent} beside {there}, or the classes' folders alone"
                ),
                found: format!("{there} without {absent}"),
            });
        }
    };
    Ok(Tree {
        directory: directory.to_path_buf(),
        train,
        test,
        notes,
    })
}

/// Everything that lies where pictures should and can be none; of an unparted set, as part of training.
pub(super) fn strays(tree: &Tree) -> Vec<Fault> {
    let train = tree.train.iter().map(|folder| (Part::Train, folder));
    let test = tree.test.iter().flatten();
    let test = test.map(|folder| (Part::Test, folder));
    let strays = train
        .chain(test)
        .flat_map(|(part, folder)| folder.strays.iter().map(move |path| (part, path)));
    strays
        .map(|(part, path)| {
            let what = if path.is_dir() {
                "a folder within a class's folder; expected pictures: move them up or it away"
            } else {
                "no ordinary file; expected a PNG or JPEG picture"
            };
            Fault::picture(part, path.clone(), format!("{} is {what}", path.display()))
        })
        .collect()
}

fn class_folders(directory: &Path, notes: &mut Vec<String>) -> Result<Vec<ClassFolder>, DataError> {
    let mut folders = Vec::new();
    let mut loose = Vec::new();
    for path in entries(directory)? {
        if path.is_dir() {
            folders.push(class_folder(path)?);
        } else {
            loose.push(path);
        }
    }
    if folders.is_empty() {
        return Err(DataError::Folders {
            path: directory.to_path_buf(),
            expected: "a folder of pictures for each class".to_owned(),
            found: "no folder".to_owned(),
        });
    }
    note_ignored(notes, directory, loose);
    Ok(folders)
}

fn class_folder(path: PathBuf) -> Result<ClassFolder, DataError> {
    let Some(name) = path.file_name().and_then(OsStr::to_str) else {
        return Err(DataError::Folders {
            path,
            expected: "a class's name in UTF-8".to_owned(),
            found: "other bytes".to_owned(),
        });
    };
    // What cannot be looked at, such as a dangling link, is left to the decoder, which says why.
    let is_odd = |path: &PathBuf| fs::metadata(path).is_ok_and(|there| !there.is_file());
    let (strays, files) = entries(&path)?.into_iter().partition(is_odd);
    Ok(ClassFolder {
        name: name.to_owned(),
        files,
        strays,
    })
}

/// What a user put into a directory, sorted byte by byte.
fn entries(directory: &Path) -> Result<Vec<PathBuf>, DataError> {
    let failed = |error| DataError::read(directory, error);
    let mut paths = Vec::new();
    for entry in fs::read_dir(directory).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if !is_ignored(&entry.file_name()) {
            paths.push(entry.path());
        }
    }
    paths.sort_unstable_by(|a, b| a.as_os_str().cmp(b.as_os_str()));
    Ok(paths)
}

fn others(directory: &Path, keep: impl Fn(&PathBuf) -> bool) -> Result<Vec<PathBuf>, DataError> {
    Ok(entries(directory)?.into_iter().filter(keep).collect())
}

fn note_ignored(notes: &mut Vec<String>, directory: &Path, ignored: Vec<PathBuf>) {
    let Some(first) = ignored.first().and_then(|path| path.file_name()) else {
        return;
    };
    let more = match ignored.len() - 1 {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    notes.push(format!(
        "{}: ignored {}{more}, which belongs to no class",
        directory.display(),
        first.to_string_lossy()
    ));
}

/// Hidden files, and what desktops leave behind.
fn is_ignored(name: &OsStr) -> bool {
    let name = name.to_string_lossy().to_ascii_lowercase();
    name.starts_with('.') || DESKTOP_FILES.contains(&name.as_str())
}
