//! `refines`: items under those of a higher-level policy, in a file or a folder.

mod command;

use command::Folder;

const PROVINCE: &str = "policy \"Province\"
metric share in %
metric loans in yuan
target 16.c \"Share\": share ≥ 70%
target 20.b: loans ≥ 100 yuan
milestone 21 \"Hall\": due 2025
";

const COUNTY: &str = "policy \"County\"
refines \"../province\" as province
metric share in %
target 1: share ≥ 80%
  refines province 16.c
  cite a
";

fn folder(name: &str) -> Folder {
    Folder::new(name)
        .with("province/province.dabiao", PROVINCE)
        .with("county/plan.dabiao", COUNTY)
        .with(
            "county/clauses.csv",
            "id,place,gist\na,article 1,the share\n",
        )
}

#[test]
fn what_nothing_refines_is_listed() {
    let folder = folder("refines_left");
    let run = folder.dabiao(&["coverage", "county/plan.dabiao"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    let left = "Items above that nothing refines
policy above   target   name
────────────────────────────
province       20.b
province       21       Hall
";
    assert!(run.stdout.ends_with(left), "{run}");
}

#[test]
fn an_item_that_is_not_there_or_unlike_is_an_error() {
    for (id, code) in [("16.d", "N0163"), ("20.b", "T0270"), ("21", "T0270")] {
        let plan = COUNTY.replace("16.c", id);
        let folder = folder("refines_wrong").with("county/plan.dabiao", plan);
        let run = folder.dabiao(&["check", "county/plan.dabiao"]);
        assert_eq!(run.code, 1, "{run}");
        assert!(run.stderr.contains(code), "{id}: {run}");
    }
}

#[test]
fn a_policy_above_that_is_invalid_or_this_one_itself_is_an_error_and_ends() {
    let invalid = folder("refines_invalid").with(
        "province/province.dabiao",
        "policy \"P\"\ntarget 1: x ≥ 1\n",
    );
    let itself = folder("refines_itself").with(
        "county/plan.dabiao",
        COUNTY.replace("../province", "plan.dabiao"),
    );
    for folder in [invalid, itself] {
        let run = folder.dabiao(&["check", "county/plan.dabiao"]);
        assert_eq!(run.code, 1, "{run}");
        assert!(run.stderr.contains("N0162"), "{run}");
    }
}
