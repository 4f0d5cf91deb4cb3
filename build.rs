//! Lets pages that are built later reach the binary: they are embedded when the crate is compiled.

fn main() {
    // A path that does not exist would have the crate compiled each time.
    let pages = if std::path::Path::new("web/dist").is_dir() { "web/dist" } else { "web" };
    println!("cargo::rerun-if-changed={pages}");
    println!("cargo::rerun-if-changed=build.rs");
}
