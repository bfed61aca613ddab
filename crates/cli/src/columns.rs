//! Columns of a table on a terminal: right-aligned, as numbers are, except the last.

use crate::style;

/// Lines of cells as text, each column as wide as its widest cell.
pub fn aligned(lines: &[Vec<String>]) -> String {
    let cells = |column: usize| lines.iter().filter_map(move |line| line.get(column));
    let width = |column: usize| cells(column).map(|cell| style::width(cell)).max();
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    let mut text = String::new();
    for line in lines {
        let padded: Vec<String> = (0..columns)
            .map(|column| {
                let cell = line.get(column).map_or("", String::as_str);
                match column + 1 == columns {
                    true => cell.to_owned(),
                    false => {
                        let padding = width(column).unwrap_or(0) - style::width(cell);
                        " ".repeat(padding) + cell
                    }
                }
            })
            .collect();
        text += padded.join("  ").trim_end();
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::aligned;
    use crate::style::{GOOD, paint};

    #[test]
    fn numbers_stand_below_each_other_and_words_at_the_end() {
        let lines = [["n", "%", "verdict"], ["12", "9", "best"], ["1", "10", ""]];
        let lines = lines.map(|line| line.map(str::to_owned).to_vec());
        assert_eq!(aligned(&lines), " n   %  verdict\n12   9  best\n 1  10\n");
    }
    #[test]
    fn styles_do_not_shift_columns() {
        let cell = paint(GOOD, "9");
        let lines = [vec![cell.clone(), "a".to_owned()], vec!["10".to_owned()]];
        assert_eq!(aligned(&lines), format!(" {cell}  a\n10\n"));
    }
}
