//! `runs list`: a line for each run, with what distinguishes it from the others.

pub mod columns;

use burn_mnist_app::runs::{Filter, Order, list as list_runs};

use self::columns::{everything, summary};
use crate::arguments::List;
use crate::artifacts::artifacts;
use crate::failure::Failure;
use crate::output::{Format, Output};
use crate::width::table_width;

/// Lists the runs that are asked for.
pub fn list(arguments: List, output: Output) -> Result<(), Failure> {
    let artifacts = artifacts();
    let home = arguments.dir.clone().unwrap_or_else(|| artifacts.runs());
    let filter = Filter {
        dataset: arguments.dataset.map(|dataset| dataset.name().to_owned()),
        backend: arguments.backend,
        status: arguments.status.map(Into::into),
        tags: arguments.tag,
        name: arguments.name,
    };
    let order = Order {
        key: arguments.sort.into(),
        reverse: arguments.reverse,
    };
    let listed = list_runs(arguments.dir.as_deref(), &filter, order, &artifacts)?;
    for error in listed.unreadable {
        output.warn(Failure::from(error).message);
    }
    if listed.all == 0 {
        output.note(format!(
            "no runs in {}: `burn-mnist train` makes one",
            home.display()
        ));
    } else if listed.runs.is_empty() {
        output.note(format!("none of the {} runs matches", listed.all));
    }
    match output.format {
        Format::Csv => output.print(&everything(&listed.runs).csv()),
        Format::Md => output.print(&summary(&listed.runs, &home).markdown()),
        _ => output.result(listed.runs.as_slice(), |runs| match runs.is_empty() {
            true => String::new(),
            false => summary(runs, &home).text(table_width()),
        }),
    }
}
