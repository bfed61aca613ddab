//! From `--backend` to an open device, with the words a user should hear about it.

use burn_mnist_backend::{AUTO, Opened, Selection, open};

use crate::failure::Failure;
use crate::output::Output;

/// Resolves and opens what `--backend` said; tells what `auto` picked, quiet or not.
pub fn start(text: &str, output: Output) -> Result<(Selection, Opened), Failure> {
    let selection = Selection::parse(text)?;
    if text == AUTO {
        output.announce(format!("auto: running on {selection}"));
    }
    let opened = open(&selection)?;
    advise(&opened, output);
    Ok((selection, opened))
}

/// Says what makes a figure of this device mean less than it seems.
fn advise(opened: &Opened, output: Output) {
    let tuned = cfg!(feature = "gpu");
    match opened.hardware.kind.as_str() {
        "software" => {
            let name = &opened.hardware.device_name;
            output.note(format!(
                "{name} only imitates a GPU: its speed says nothing about one"
            ));
            if tuned {
                output.warn("autotuning on it takes very long; build without --features gpu");
            }
        }
        "discrete" | "integrated" | "virtual" if !tuned => output.note(
            "this build has no autotuning and no kernel fusion; for full speed build with --features gpu",
        ),
        _ => {}
    }
}
