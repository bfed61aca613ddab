//! The binary: all of it is in the library beside it.

use std::process::ExitCode;

// Tensors of hundreds of kilobytes come and go at every step: this keeps their pages, where the C
// library's gives them back and faults them in again.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    burn_mnist_cli::main()
}
