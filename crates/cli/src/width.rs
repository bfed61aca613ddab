//! How wide a table on standard output may be.

/// The width where there is no terminal and no `COLUMNS`.
const DEFAULT: usize = 100;

/// The columns of the terminal that standard output is; otherwise what `COLUMNS` says, or 100.
pub fn stdout_width() -> usize {
    known_width().unwrap_or(DEFAULT)
}

/// The same for a table, which is not cut where there is neither a terminal nor `COLUMNS`.
pub fn table_width() -> usize {
    known_width().unwrap_or(usize::MAX)
}

fn known_width() -> Option<usize> {
    if let Some((width, _)) = terminal_size::terminal_size_of(std::io::stdout()) {
        return Some(usize::from(width.0));
    }
    let columns = std::env::var("COLUMNS").ok();
    let columns = columns.and_then(|columns| columns.parse().ok());
    columns.filter(|columns| *columns > 0)
}
