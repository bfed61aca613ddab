//! A confusion matrix as a table: numbers to read, shades to find the large ones by.

use maud::{Markup, html};

/// A confusion matrix: how often each class was predicted as each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// What is counted, above the table.
    pub caption: String,
    /// What a row stands for, as in `true class`.
    pub row: String,
    /// What a column stands for, as in `answer`.
    pub column: String,
    /// The names of the classes, for rows and columns alike.
    pub classes: Vec<String>,
    /// The counts, row by row. What is missing is nought; what is beyond the classes is left out.
    pub counts: Vec<Vec<u64>>,
}

/// Shades of mistakes, besides none; `page.css` has a colour for each.
const SHADES: u32 = 4;

impl Matrix {
    pub(crate) fn render(&self) -> Markup {
        let label = (!self.caption.is_empty()).then_some(&self.caption);
        html! {
            @if !self.caption.is_empty() { p class="caption" { (self.caption) } }
            div class="scroll" tabindex="0" role="group" aria-label=[label] {
                table class="matrix" {
                    thead {
                        tr {
                            td {}
                            th scope="colgroup" colspan=(self.classes.len()) { (self.column) }
                        }
                        tr {
                            th scope="col" { (self.row) }
                            @for class in &self.classes { th scope="col" { (class) } }
                        }
                    }
                    tbody {
                        @for (row, class) in self.classes.iter().enumerate() {
                            tr {
                                th scope="row" { (class) }
                                @for column in 0..self.classes.len() { (self.cell(row, column)) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn cell(&self, row: usize, column: usize) -> Markup {
        let count = self.count(row, column);
        let (actual, taken) = (&self.classes[row], &self.classes[column]);
        let title = match row == column {
            true => format!("{actual}, {count} right"),
            false => format!("{actual} predicted as {taken}: {count}"),
        };
        html! { td class=(self.class(row, column)) title=(title) { (count) } }
    }

    fn class(&self, row: usize, column: usize) -> String {
        match (row == column, self.shade(self.count(row, column))) {
            (true, _) => "right".to_owned(),
            (false, 0) => "nought".to_owned(),
            (false, shade) => format!("shade-{shade}"),
        }
    }

    /// By the root of the share of the largest, so that rare mistakes show beside a frequent one.
    fn shade(&self, count: u64) -> u32 {
        let share = count as f64 / self.largest_mistake().max(1) as f64;
        (f64::from(SHADES) * share.sqrt()).ceil().min(SHADES.into()) as u32
    }

    fn largest_mistake(&self) -> u64 {
        let places = 0..self.classes.len();
        let mistakes = places.clone().flat_map(|row| {
            let others = places.clone().filter(move |column| *column != row);
            others.map(move |column| self.count(row, column))
        });
        mistakes.max().unwrap_or(0)
    }

    fn count(&self, row: usize, column: usize) -> u64 {
        let row = self.counts.get(row);
        row.and_then(|row| row.get(column)).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(counts: &[&[u64]]) -> Matrix {
        Matrix {
            caption: String::new(),
            row: "true".to_owned(),
            column: "answer".to_owned(),
            classes: ["a", "b", "c"].map(str::to_owned).to_vec(),
            counts: counts.iter().map(|row| row.to_vec()).collect(),
        }
    }

    #[test]
    fn mistakes_are_shaded_among_themselves_and_right_answers_are_not() {
        let matrix = matrix(&[&[900, 16, 1], &[0, 800, 4], &[5, 0, 700]]);
        let classes = |row| [0, 1, 2].map(|column| matrix.class(row, column));
        assert_eq!(classes(0), ["right", "shade-4", "shade-1"]);
        assert_eq!(classes(1), ["nought", "right", "shade-2"]);
        assert_eq!(classes(2), ["shade-3", "nought", "right"]);
    }

    #[test]
    fn every_cell_says_what_it_counts() {
        let drawn = matrix(&[&[9, 2]]).render().into_string();
        for part in [
            r#"title="a, 9 right">9<"#,
            r#"title="a predicted as b: 2">2<"#,
            r#"title="c predicted as a: 0">0<"#,
        ] {
            assert!(drawn.contains(part), "{part}: {drawn}");
        }
    }

    #[test]
    fn every_shade_has_a_colour_in_both_themes() {
        let css = include_str!("page.css");
        for shade in 1..=SHADES {
            assert!(css.contains(&format!("--shade-{shade}: light-dark(")));
            assert!(css.contains(&format!(".shade-{shade} {{")));
        }
    }
}
