//! `explain`: what in an image made the network say what it says, and what its units look for.

mod destination;
mod image;
mod report;
mod units;

use super::Done;
use crate::arguments::Explain;
use crate::failure::Failure;
use crate::output::Output;
use crate::saved::Saved;
use destination::Destination;

/// Explains an image, or shows the first layer's weights.
pub fn run(arguments: Explain, output: Output) -> Result<Done, Failure> {
    let destination = Destination::new(arguments.out.as_deref(), arguments.force)?;
    let saved = Saved::load(&arguments.network, output)?;
    if arguments.weights {
        units::show(&saved, &arguments, destination.as_ref(), output)?;
    } else {
        image::explain(&saved, &arguments, destination.as_ref(), output)?;
    }
    Ok(Done::Completed)
}
