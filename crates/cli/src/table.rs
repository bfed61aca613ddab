//! Tables for a terminal of any width, and as CSV and Markdown.

/// A table as text: its columns, from the left.
#[derive(Clone, Debug, Default)]
pub struct Table {
    columns: Vec<Column>,
}

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    title: String,
    cells: Vec<String>,
    is_number: bool,
    /// The least width it can be shortened to, if it can be shortened.
    shortest: Option<usize>,
    /// Whether cells that are too wide go on in the next line, and are not cut.
    is_wrapped: bool,
    /// If the table is too wide, columns of a higher rank are left out first, and those of rank 0 never.
    rank: usize,
}

/// Between two columns.
const GAP: usize = 2;

impl Column {
    /// A column of words, aligned to the left.
    pub fn words(title: &str, cells: Vec<String>) -> Self {
        Self {
            title: title.to_owned(),
            cells,
            is_number: false,
            shortest: None,
            is_wrapped: false,
            rank: 0,
        }
    }

    /// A column of numbers, aligned to the right.
    pub fn numbers(title: &str, cells: Vec<String>) -> Self {
        Self {
            is_number: true,
            ..Self::words(title, cells)
        }
    }

    /// The same column, which may be shortened to `width`.
    pub fn shortened_to(self, width: usize) -> Self {
        Self {
            shortest: Some(width),
            ..self
        }
    }

    /// The same column, whose cells may be wrapped at spaces to lines of `width`.
    pub fn wrapped_to(self, width: usize) -> Self {
        Self {
            is_wrapped: true,
            ..self.shortened_to(width)
        }
    }

    /// The lines of a cell.
    fn lines(&self, cell: &str, width: usize) -> Vec<String> {
        let mut lines = vec![String::new()];
        if !self.is_wrapped || cell.chars().count() <= width {
            return vec![cell.to_owned()];
        }
        for word in cell.split(' ') {
            let line = lines.last().map_or("", String::as_str);
            let is_full = line.chars().count() + 1 + word.chars().count() > width;
            match lines.last_mut() {
                Some(line) if line.is_empty() => line.push_str(word),
                Some(line) if !is_full => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines
    }

    /// The same column, which is left out of a narrow table; the highest rank goes first.
    pub fn left_out(self, rank: usize) -> Self {
        Self { rank, ..self }
    }

    fn width(&self) -> usize {
        let cells = self.cells.iter().chain([&self.title]);
        let widest = cells.map(|cell| cell.chars().count()).max();
        // A wider field cannot be formatted: a record may hold a text of any length.
        widest.unwrap_or(0).min(usize::from(u16::MAX))
    }

    fn padded(&self, cell: &str, width: usize) -> String {
        let cell = match cell.chars().count() > width {
            true => cell
                .chars()
                .take(width.saturating_sub(1))
                .chain(['\u{2026}'])
                .collect(),
            false => cell.to_owned(),
        };
        match self.is_number {
            true => format!("{cell:>width$}"),
            false => format!("{cell:width$}"),
        }
    }

    /// Its width when it has been shortened as far as it can be.
    fn least(&self) -> usize {
        let width = self.width();
        self.shortest.map_or(width, |shortest| {
            width.min(shortest.max(self.title.chars().count()))
        })
    }
}

impl Table {
    /// A table of these columns, which have a cell for each row.
    pub fn new(columns: Vec<Column>) -> Self {
        Self { columns }
    }

    /// The table as lines of at most `width` characters, as far as its columns allow. Empty columns are left out.
    pub fn text(&self, width: usize) -> String {
        let mut columns: Vec<&Column> = self.columns.iter().collect();
        columns.retain(|column| column.cells.iter().any(|cell| !cell.is_empty()));
        while total(&columns, Column::least) > width {
            let ranks = columns.iter().map(|column| column.rank);
            match ranks.max() {
                Some(highest) if highest > 0 => columns.retain(|column| column.rank != highest),
                _ => break,
            }
        }
        let excess = total(&columns, Column::width).saturating_sub(width);
        let widths = shortened(&columns, excess);
        let row = |cells: Vec<&str>| {
            let cells = columns.iter().zip(&widths).zip(cells);
            let cells: Vec<Vec<String>> = cells
                .map(|((column, width), cell)| column.lines(cell, *width))
                .collect();
            let height = cells.iter().map(Vec::len).max().unwrap_or(1);
            let line = |number: usize| {
                let parts = columns.iter().zip(&widths).zip(&cells);
                let padded: Vec<String> = parts
                    .map(|((column, width), lines)| {
                        column.padded(lines.get(number).map_or("", String::as_str), *width)
                    })
                    .collect();
                padded.join("  ").trim_end().to_owned() + "\n"
            };
            (0..height).map(line).collect::<String>()
        };
        lines(&columns).map(row).collect()
    }

    /// The whole table as CSV (RFC 4180).
    pub fn csv(&self) -> String {
        let columns: Vec<&Column> = self.columns.iter().collect();
        let line = |cells: Vec<&str>| {
            let fields: Vec<String> = cells.into_iter().map(csv_field).collect();
            fields.join(",") + "\r\n"
        };
        lines(&columns).map(line).collect()
    }

    /// The whole table in Markdown.
    pub fn markdown(&self) -> String {
        let columns: Vec<&Column> = self.columns.iter().collect();
        let line = |cells: Vec<&str>| {
            let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let mut lines = lines(&columns).map(line);
        let head = lines.next().unwrap_or_default();
        let rules = columns.iter().map(|column| match column.is_number {
            true => " ---: |",
            false => " --- |",
        });
        let rule: String = rules.collect();
        format!("{head}|{rule}\n{}", lines.collect::<String>())
    }
}

/// The titles, then the cells of each row.
fn lines<'a>(columns: &[&'a Column]) -> impl Iterator<Item = Vec<&'a str>> {
    let rows = columns.first().map_or(0, |column| column.cells.len());
    let titles = columns.iter().map(|column| column.title.as_str()).collect();
    let row = move |row: usize| {
        let cells = columns.iter().map(|column| column.cells.get(row));
        cells.map(|cell| cell.map_or("", String::as_str)).collect()
    };
    std::iter::once(titles).chain((0..rows).map(row))
}

fn total(columns: &[&Column], width: fn(&Column) -> usize) -> usize {
    let gaps = GAP * columns.len().saturating_sub(1);
    gaps + columns.iter().map(|column| width(column)).sum::<usize>()
}

/// The width of each column once the table is narrower by `excess`; the widest gives way first.
fn shortened(columns: &[&Column], mut excess: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = columns.iter().map(|column| column.width()).collect();
    let mut widest_first: Vec<usize> = (0..columns.len()).collect();
    widest_first.sort_by_key(|index| std::cmp::Reverse(widths[*index]));
    for index in widest_first {
        let given = excess.min(widths[index] - columns[index].least());
        widths[index] -= given;
        excess -= given;
    }
    widths
}

fn csv_field(text: &str) -> String {
    match text.contains([',', '"', '\r', '\n']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let words = |words: [&str; 2]| words.map(str::to_owned).to_vec();
        Table::new(vec![
            Column::words("run", words(["first", "second"])),
            Column::words("note", words(["", ""])).left_out(3),
            Column::words("settings", words(["dropout=0.2, seed=7", "a|b \"c\""])).shortened_to(10),
            Column::numbers("test %", words(["97.50", "9.00"])).left_out(1),
            Column::numbers("time", words(["1 s", "20 s"])).left_out(2),
        ])
    }

    #[test]
    fn a_wide_table_has_all_columns_that_are_not_empty() {
        let lines = [
            "run     settings             test %  time",
            "first   dropout=0.2, seed=7   97.50   1 s",
            "second  a|b \"c\"                9.00  20 s",
        ];
        assert_eq!(table().text(100), lines.join("\n") + "\n");
    }

    #[test]
    fn a_narrow_table_is_shortened_and_then_loses_columns() {
        let lines = |width| table().text(width);
        for width in [26, 30, 34, 40, 41] {
            let longest = lines(width).lines().map(|line| line.chars().count()).max();
            assert!(longest <= Some(width), "{width}: {}", lines(width));
        }
        assert!(lines(36).contains("dropout=0.2, \u{2026}") && lines(36).contains("20 s"));
        assert!(!lines(30).contains("time") && lines(30).contains("test %"));
        assert_eq!(
            lines(5),
            "run     settings\nfirst   dropout=0\u{2026}\nsecond  a|b \"c\"\n"
        );
    }

    #[test]
    fn csv_and_markdown_have_every_column_and_quote_what_would_break_them() {
        let csv = table().csv();
        assert_eq!(csv.lines().count(), 3);
        assert!(csv.starts_with("run,note,settings,test %,time\r\n"));
        assert!(csv.contains("first,,\"dropout=0.2, seed=7\",97.50,1 s\r\n"));
        assert!(csv.contains("second,,\"a|b \"\"c\"\"\",9.00,20 s\r\n"));
        let markdown = table().markdown();
        assert!(markdown.contains("\n| --- | --- | --- | ---: | ---: |\n"));
        assert!(markdown.contains("| a\\|b \"c\" |"), "{markdown}");
    }

    #[test]
    fn a_table_without_rows_is_its_titles() {
        let table = Table::new(vec![Column::words("run", Vec::new())]);
        assert_eq!(table.csv(), "run\r\n");
        assert_eq!(table.text(10), "\n");
    }
}
