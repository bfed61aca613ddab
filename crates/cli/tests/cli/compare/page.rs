//! The page as a real browser has it: charts drawn, nothing complained of, tables as the records say.

use super::{recorded, report};
use crate::chromium::Visit;
use crate::sandbox::Sandbox;

#[test]
fn the_page_has_its_charts_and_the_tables_of_the_records() {
    let sandbox = Sandbox::new();
    recorded(&sandbox);
    let Some(visit) = Visit::to(&report(&sandbox, "html").stdout) else {
        return;
    };
    assert_eq!(visit.complaints, Vec::<String>::new());
    for (id, least) in [
        ("train-throughput", 2),
        ("infer-throughput", 4),
        ("latency-1-16", 4),
        ("load", 2),
        ("time-to-accuracy", 2),
        ("loss", 2),
        ("accuracy", 2),
        ("roofline", 6),
    ] {
        assert!(visit.marks(id) >= least, "{id}: {}", visit.marks(id));
    }
    let cells = visit.cells();
    let text = sandbox
        .run("compare report c --quiet --verbose")
        .succeeded()
        .stdout;
    let mut checked = 0;
    for table in text.split("\n\n").skip(1) {
        // A caption and a header come first.
        // Below a table stand its notes.
        for line in table
            .lines()
            .skip(2)
            .filter(|line| !table.starts_with("Summary") && !line.contains("verlapping intervals"))
        {
            let columns = line.split("  ").map(str::trim);
            for cell in columns.filter(|cell| !cell.is_empty()) {
                assert!(cells.iter().any(|found| found == cell), "{cell} of {line}");
                checked += 1;
            }
        }
    }
    assert!(checked > 100, "{checked}");
}
