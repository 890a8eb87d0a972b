//! The policy above those of the examples, which some of them refine.

use dabiao_core::{Policy, SourceFile, Sources};

const PROVINCE: &str = "policy \"Province\"\nmetric share in %\nmetric loans in yuan\n\
    target 16.c \"Share\": share ≥ 70%\ntarget 20.b: loans ≥ 100 yuan\nmilestone 21: due 2025\n";

/// It, under the path that the examples call it by.
pub fn province() -> Vec<(String, Policy)> {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("province.dabiao", PROVINCE));
    vec![(
        "province.dabiao".to_owned(),
        Policy::compile(&sources).unwrap(),
    )]
}
