//! `explain`: what in an image made the network say what it says, and what its units look for.

mod destination;
mod image;
mod report;
mod units;

use burn_mnist_app::model::OpenModel;

use super::Done;
use crate::arguments::Explain;
use crate::events::Terminal;
use crate::failure::Failure;
use crate::input::Named;
use crate::output::Output;
use destination::Destination;

/// Explains an image, or shows the first layer's weights.
pub fn run(arguments: Explain, output: Output) -> Result<Done, Failure> {
    let destination = Destination::new(arguments.out.as_deref(), arguments.force)?;
    let named = match arguments.weights {
        true => None,
        false => Some(Named::new(
            &arguments.network.model,
            arguments.pictures.clone(),
            arguments.index.clone(),
        )?),
    };
    let terminal = Terminal::new(output);
    let context = terminal.context();
    let model = OpenModel::open(&arguments.network.clone().into(), &context)?;
    let destination = destination.as_ref();
    match named {
        None => units::show(&model, &arguments, destination, output)?,
        Some(named) => image::explain(&model, &named, &arguments, destination, &context, output)?,
    }
    Ok(Done::Completed)
}
