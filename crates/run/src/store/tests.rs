//! Stores: creating, listing and finding entries, and which of them is the latest.

use super::*;

/// Notes that say when they started, in a file.
const NOTES: EntryKind = EntryKind {
    name: "note",
    marker: "note.txt",
    started_at: |root| Timestamp::parse(&fs::read_to_string(root.join("note.txt")).ok()?),
};

fn store() -> (tempfile::TempDir, Store) {
    let home = tempfile::tempdir().unwrap();
    let store = Store::new(home.path(), NOTES);
    (home, store)
}

/// Makes a directory of this name and says when it started.
fn write(store: &Store, name: &str, text: &str) -> PathBuf {
    let root = store.create(name).unwrap();
    fs::write(root.join(NOTES.marker), text).unwrap();
    root
}

#[test]
fn a_taken_name_gets_a_number() {
    let (home, store) = store();
    let roots = [1, 2, 3].map(|_| store.create("a").unwrap());
    assert_eq!(
        roots,
        ["a", "a-2", "a-3"].map(|name| home.path().join(name))
    );
}

#[test]
fn create_at_accepts_an_absent_or_empty_directory_and_no_other() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("far/away");
    create_at(&root).unwrap();
    create_at(&root).unwrap();
    fs::write(root.join("mine.txt"), "mine").unwrap();
    let error = create_at(&root).unwrap_err();
    assert!(matches!(error, StoreError::Occupied { .. }), "{error}");
    assert_eq!(fs::read(root.join("mine.txt")).unwrap(), b"mine");
}

#[test]
fn latest_is_the_entry_that_started_last_whatever_its_name() {
    let (_home, store) = store();
    write(&store, "zzz", "2026-01-01T00:00:00Z");
    let latest = write(&store, "20260102-000000", "2026-01-02T00:00:00Z");
    write(&store, "aaa", "2025-12-31T00:00:00Z");
    assert_eq!(store.latest().unwrap(), latest);
    assert_eq!(store.find(Path::new(LATEST)).unwrap(), latest);
    assert_eq!(store.resolve(Path::new(LATEST)).unwrap(), latest);
}

#[test]
fn of_entries_that_started_together_the_last_by_name_is_the_latest() {
    let (_home, store) = store();
    let [_, latest] = ["a", "a-2"].map(|name| write(&store, name, "2026-01-01T00:00:00Z"));
    assert_eq!(store.latest().unwrap(), latest);
}

#[test]
fn latest_passes_over_entries_that_cannot_be_read_and_over_strangers() {
    let (home, store) = store();
    let readable = write(&store, "a", "2026-01-01T00:00:00Z");
    write(&store, "b", "damaged");
    fs::create_dir(home.path().join("stranger")).unwrap();
    fs::write(home.path().join("file"), "mine").unwrap();
    assert_eq!(store.latest().unwrap(), readable);
    assert_eq!(store.list().unwrap(), [readable, home.path().join("b")]);
}

#[test]
fn latest_of_nothing_says_where_it_looked_and_what_it_could_not_read() {
    let (home, store) = store();
    fs::create_dir(home.path().join("stranger")).unwrap();
    let place = home.path().display();
    let message = || store.latest().unwrap_err().to_string();
    assert_eq!(message(), format!("no note in {place}"));
    write(&store, "a", "damaged");
    assert_eq!(
        message(),
        format!("no readable note in {place}: 1 entry cannot be read")
    );
    write(&store, "b", "damaged");
    assert_eq!(
        message(),
        format!("no readable note in {place}: 2 entries cannot be read")
    );
}

#[test]
fn a_store_that_is_not_there_is_empty_and_named_from_the_root() {
    let store = Store::new("no/such/store", NOTES);
    assert_eq!(store.list().unwrap(), [] as [PathBuf; 0]);
    let StoreError::Empty(empty) = store.latest().unwrap_err() else {
        panic!("there is nothing");
    };
    assert_eq!(
        empty.home,
        std::env::current_dir().unwrap().join("no/such/store")
    );
}

#[test]
fn an_entry_is_found_by_path_and_by_name_and_anything_else_is_missing() {
    let (home, store) = store();
    let root = write(&store, "a", "2026-01-01T00:00:00Z");
    fs::create_dir(home.path().join("stranger")).unwrap();
    assert_eq!(store.find(&root).unwrap(), root);
    assert_eq!(store.find(Path::new("a")).unwrap(), root);
    for typed in ["b", "stranger"] {
        let error = store.find(Path::new(typed)).unwrap_err();
        assert_eq!(error.to_string(), format!("no note at {typed}"));
    }
}

#[test]
fn a_path_within_an_entry_is_resolved_and_an_unknown_one_stays_as_typed() {
    let (_home, store) = store();
    let root = write(&store, "a", "2026-01-01T00:00:00Z");
    let within = store.resolve(Path::new("a/note.txt")).unwrap();
    assert_eq!(within, root.join("note.txt"));
    assert_eq!(store.resolve(&within).unwrap(), within);
    assert_eq!(
        store.resolve(Path::new("b/note.txt")).unwrap(),
        Path::new("b/note.txt")
    );
}
