//! Lines of text: tables with aligned columns, and sentences broken at words.

use burn_mnist_report::{Alignment, Table};

/// A table, each column as wide as its widest cell.
pub(in crate::export) fn aligned(table: &Table) -> String {
    let widths = widths(table);
    let mut text = format!("{}\n", table.caption);
    let titles: Vec<String> = table
        .columns
        .iter()
        .map(|column| column.title.clone())
        .collect();
    let lines = std::iter::once(titles.as_slice());
    for line in lines.chain(table.rows.iter().map(|row| row.cells.as_slice())) {
        let cells = line.iter().zip(&table.columns).zip(&widths);
        let padded = cells.map(|((cell, column), width)| match column.alignment {
            Alignment::Left => format!("{cell:width$}"),
            Alignment::Right => format!("{cell:>width$}"),
        });
        let padded: Vec<String> = padded.collect();
        text += &format!("  {}\n", padded.join("  ").trim_end());
    }
    text
}

/// How wide the longest line of [`aligned`] is, the caption aside.
pub(super) fn width(table: &Table) -> usize {
    widths(table).iter().map(|width| width + 2).sum()
}

fn widths(table: &Table) -> Vec<usize> {
    let columns = table.columns.iter().enumerate();
    columns
        .map(|(index, column)| {
            let cells = table.rows.iter().filter_map(|row| row.cells.get(index));
            let longest = cells.map(|cell| cell.chars().count()).max().unwrap_or(0);
            // A wider field cannot be formatted: a record may hold a text of any length.
            longest
                .max(column.title.chars().count())
                .min(usize::from(u16::MAX))
        })
        .collect()
}

/// A sentence in lines of at most `width` characters, with what the first and the other lines begin with.
pub(in crate::export) fn wrapped(text: &str, width: usize, first: &str, others: &str) -> String {
    let (mut lines, mut line) = (String::new(), first.to_owned());
    let mut is_empty = true;
    for word in text.split_whitespace() {
        let length = line.chars().count() + 1 + word.chars().count();
        if !is_empty && length > width {
            lines += &format!("{}\n", line.trim_end());
            line = others.to_owned();
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line += word;
        is_empty = false;
    }
    format!("{lines}{line}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_broken_between_words_and_a_long_word_is_kept() {
        assert_eq!(wrapped("aa bb cc", 5, "", " "), "aa bb\n cc\n");
        assert_eq!(wrapped("aaaaaaaa b", 4, "- ", "  "), "- aaaaaaaa\n  b\n");
        assert_eq!(wrapped("", 4, "", ""), "\n");
    }
}
