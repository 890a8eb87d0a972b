//! The register of diagnostics: every code whole, in both languages, with examples that do what they say.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says that something is wrong by a panic"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dabiao_core::{Code, Policy, Severity, SourceFile, Sources, register};
use dabiao_tests::upper::province;

/// Limits of size, which no example on a page can reach: what reaches them is made here.
fn made(id: &str) -> Option<String> {
    Some(match id {
        "S0030" => format!("policy \"Plan\"\n{}", "#".repeat(64 * 1024 * 1024 - 20)),
        "S0031" => "#\n".repeat(1_000_001),
        "S0032" => format!(
            "policy \"Plan\"\nmetric a\ntarget 1: {}a ≥ 1{}\n",
            "(".repeat(300),
            ")".repeat(300)
        ),
        "S0033" => format!(
            "policy \"Plan\"\nnote 1 because \"{}\"\n",
            "x".repeat(1 << 20)
        ),
        "S0034" => format!(
            "policy \"Plan\"\nmetric a\ntarget 1: a{} ≥ 1\n",
            " + a".repeat(5_000)
        ),
        "N0171" => {
            let chain = (0..150)
                .zip(1..150)
                .map(|(below, level)| format!("metric m{level} = m{below} last year"));
            let chain: Vec<String> = chain.collect();
            format!(
                "policy \"Plan\"\nmetric m0 in 家, per year\n{}\n",
                chain.join("\n")
            )
        }
        _ => return None,
    })
}

/// The codes that a policy raises.
fn raised(text: &str) -> BTreeSet<&'static str> {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("plan.dabiao", text));
    let policy = Policy::compile_under(&sources, &province()).unwrap();
    policy
        .diagnostics()
        .iter()
        .map(|diagnostic| diagnostic.code.id)
        .collect()
}

/// Codes of policies; those of data and of evaluation have files for examples, which their crates' tests read.
fn of_policies() -> impl Iterator<Item = &'static Code> {
    register::all()
        .filter(|code| matches!(code.id.as_bytes().first(), Some(b'S' | b'N' | b'T' | b'L')))
}

#[test]
fn ids_and_names_are_well_formed_and_unique() {
    let (mut ids, mut names) = (BTreeSet::new(), BTreeSet::new());
    for code in register::all() {
        let (family, number) = code.id.split_at(1);
        assert!("SNTLADE".contains(family), "{}: no such family", code.id);
        assert!(
            number.len() == 4 && number.bytes().all(|digit| digit.is_ascii_digit()),
            "{}",
            code.id
        );
        let kebab = |c: char| c.is_ascii_lowercase() || c == '-';
        assert!(
            code.name.chars().all(kebab) && !code.name.starts_with('-'),
            "{}",
            code.name
        );
        assert!(ids.insert(code.id), "{} twice", code.id);
        assert!(names.insert(code.name), "{} twice", code.name);
    }
}

/// The places of a text, as a set: a language may say them in another order.
fn places(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        .collect()
}

#[test]
fn texts_stand_in_both_languages_with_the_same_places() {
    let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    for code in register::all() {
        for (what, (en, zh)) in [
            ("message", code.message),
            ("help", code.help),
            ("why", code.why),
        ] {
            assert_eq!(places(en), places(zh), "{} {what}", code.id);
            assert_eq!(en.is_empty(), zh.is_empty(), "{} {what}", code.id);
            let only_places = zh
                .split('{')
                .all(|part| part.is_empty() || part.ends_with('}'));
            assert!(
                zh.is_empty() || only_places || is_chinese(zh),
                "{} {what} is not Chinese: {zh}",
                code.id
            );
        }
        assert!(
            !code.message.0.is_empty() && !code.why.0.is_empty(),
            "{} has no page",
            code.id
        );
    }
}

#[test]
fn the_wrong_example_of_a_page_raises_its_code_and_the_right_one_does_not() {
    let mut problems = Vec::new();
    for code in of_policies() {
        let wrong = if code.wrong.is_empty() {
            made(code.id).unwrap()
        } else {
            code.wrong.to_owned()
        };
        let found = raised(&wrong);
        if !found.contains(code.id) {
            problems.push(format!("{}: its wrong example raises {found:?}", code.id));
        }
        let found = raised(code.right);
        if found.contains(code.id) {
            problems.push(format!("{}: its right example raises it", code.id));
        }
        // Examples of the syntax are single lines, which speak of metrics that no line declares.
        let errors = found
            .iter()
            .filter(|id| register::find(id).is_some_and(|c| c.severity == Severity::Error));
        let errors: Vec<_> = errors
            .filter(|id| !code.id.starts_with('S') || id.starts_with('S'))
            .collect();
        if !errors.is_empty() {
            problems.push(format!("{}: its right example raises {errors:?}", code.id));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// The codes that the analyses of a policy find.
fn found(text: &str) -> BTreeSet<&'static str> {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("plan.dabiao", text));
    let above = province();
    let policy = Policy::compile_under(&sources, &above).unwrap();
    let analysis = policy
        .analyse()
        .unwrap_or_else(|| panic!("not valid: {text}"));
    let findings = analysis.findings.iter();
    let mut found: BTreeSet<&'static str> =
        findings.map(|finding| finding.matter.code().id).collect();
    let is_below = text.contains("refines");
    for (_, upper) in above.iter().filter(|_| is_below) {
        let refined = policy.refinement(upper).unwrap();
        found.extend(refined.iter().filter_map(|it| Some(it.code()?.id)));
    }
    found
}

#[test]
fn the_examples_of_an_analysis_do_what_they_say() {
    for code in register::all().filter(|code| code.id.starts_with('A')) {
        assert!(found(code.wrong).contains(code.id), "{}: wrong", code.id);
        let right = found(code.right);
        assert!(!right.contains(code.id), "{}: right", code.id);
        // What refines another policy need not take up all of it.
        let is_below = code.right.contains("refines");
        assert!(is_below || right.is_empty(), "{}: right", code.id);
    }
}

/// Every text below some folders, read whole.
fn texts(folder: &Path, found: &mut String) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts(&path, found);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "snap" || extension == "rs")
        {
            found.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

/// A rendered case for every code: in the suite's snapshots or in those of the crate that raises it.
#[test]
fn every_code_has_a_case() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut shown = String::new();
    texts(&root.join("tests/snapshots"), &mut shown);
    texts(&root.join("crates/data/tests"), &mut shown);
    // A policy above another needs two files, and so does a policy with data to look over.
    for file in ["refines.rs", "look_over.rs", "compare.rs"] {
        shown.push_str(&fs::read_to_string(root.join("crates/cli/tests").join(file)).unwrap());
    }
    let lacking: Vec<&str> = register::all()
        .filter(|code| made(code.id).is_none() && !shown.contains(code.id))
        .map(|code| code.id)
        .collect();
    assert!(lacking.is_empty(), "no case for {lacking:?}");
}
