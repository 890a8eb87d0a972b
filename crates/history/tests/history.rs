//! A history through its public face: what is kept, what is refused, what comes back.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says that something is wrong by a panic"
)]

use std::io::BufReader;
use std::path::PathBuf;

use dabiao_core::{Date, Language, Meter, Policy, SourceFile, Sources, Stage};
use dabiao_data::{Encoding, Input};
use dabiao_history::{At, Correction, History, HistoryError, NewAssessment, NewSubmission};

const PLAN: &str = "policy \"P\"\n  in force 2025-01-01 to 2025-12-31\n  calendar china\n\n\
                    entity Linxia, Yongjing: county\n\nmetric share in %, per county, per quarter\n\n\
                    target 1: share ≥ 80%\n";

fn policy() -> Policy {
    let mut sources = Sources::new();
    sources.add(SourceFile::new("plan.dabiao", PLAN));
    let policy = Policy::compile(&sources).unwrap();
    assert!(policy.is_valid(), "{:?}", policy.diagnostics());
    policy
}

fn figures(entity: &str, period: &str, value: &str) -> Input {
    let text = format!("metric,entity,period,value\nshare,{entity},{period},{value}\n");
    Input::new(format!("{entity}-{period}.csv"), text)
}

fn submit(history: &mut History, file: Input, corrects: Option<Correction<'_>>) -> i64 {
    let new = NewSubmission {
        at: At::Said("2025-04-08T09:00:00+08:00"),
        who: "county office",
        files: &[file],
        encoding: None,
        corrects,
    };
    history.submit(&new).unwrap()
}

fn assess(history: &mut History, as_of: &str) -> (i64, String) {
    let new = NewAssessment {
        at: At::Said("2025-04-30T17:00:00+08:00"),
        who: "prefecture",
        policy: &policy(),
        as_of: as_of.parse::<Date>().unwrap(),
        language: Language::English,
    };
    let (id, assessed) = history.assess(&new).unwrap();
    (id, assessed.document)
}

struct Place {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

fn place() -> Place {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.db");
    Place {
        _folder: folder,
        path,
    }
}

fn states(history: &History, entity: &str) -> Vec<String> {
    let trends = history.trends(Some("1"), Some(entity)).unwrap();
    let said = trends
        .into_iter()
        .filter(|it| it.period.as_deref() == Some("2025Q1"));
    said.map(|it| {
        format!(
            "{} {} {}",
            it.as_of,
            it.state,
            it.actual.unwrap_or_default()
        )
    })
    .collect()
}

#[test]
fn what_was_pending_is_kept_beside_what_was_decided_later() {
    let place = place();
    let mut history = History::begin(&place.path).unwrap();
    assess(&mut history, "2025-02-28");
    submit(&mut history, figures("Linxia", "2025Q1", "80%"), None);
    assess(&mut history, "2025-04-30");
    assert_eq!(
        states(&history, "Linxia"),
        ["2025-02-28 pending ", "2025-04-30 met 80"]
    );
}

#[test]
fn a_correction_stands_instead_and_the_first_stays() {
    let place = place();
    let mut history = History::begin(&place.path).unwrap();
    let first = submit(&mut history, figures("Linxia", "2025Q1", "80%"), None);
    let (before, document) = assess(&mut history, "2025-04-30");
    let correction = Correction {
        submission: first,
        because: "the procurement office counted a contract twice",
    };
    let second = submit(
        &mut history,
        figures("Linxia", "2025Q1", "79.99%"),
        Some(correction),
    );
    assess(&mut history, "2025-04-30");
    assert_eq!(
        states(&history, "Linxia"),
        ["2025-04-30 met 80", "2025-04-30 unmet 79.99"]
    );
    let replayed = history.replay(before).unwrap();
    assert_eq!(replayed.before, document);
    assert_eq!(replayed.now, document);
    let again = NewSubmission {
        at: At::Said("2025-05-01T09:00:00+08:00"),
        who: "county office",
        files: &[figures("Linxia", "2025Q1", "81%")],
        encoding: None,
        corrects: Some(correction),
    };
    let refused = history.submit(&again).unwrap_err();
    assert!(matches!(
        refused,
        HistoryError::Corrected {
            submission: 1,
            by: 2
        }
    ));
    assert_eq!(second, 2);
    assert_eq!(history.submissions().unwrap().len(), 2);
}

#[test]
fn a_history_comes_back_from_its_export_to_the_byte() {
    let (place, other) = (place(), self::place());
    let mut history = History::begin(&place.path).unwrap();
    submit(&mut history, figures("Linxia", "2025Q1", "80%"), None);
    let bytes = Input::new("note.csv", b"metric,value\n\xff\xfe\n".to_vec());
    assess(&mut history, "2025-04-30");
    submit(&mut history, bytes, None);
    let mut exported = Vec::new();
    history.export(&mut exported).unwrap();
    let mut imported = History::begin(&other.path).unwrap();
    imported
        .import(&mut BufReader::new(exported.as_slice()))
        .unwrap();
    let mut again = Vec::new();
    imported.export(&mut again).unwrap();
    assert_eq!(
        String::from_utf8(exported.clone()).unwrap(),
        String::from_utf8(again).unwrap()
    );
    assert_eq!(states(&imported, "Linxia"), ["2025-04-30 met 80"]);
    let twice = imported
        .import(&mut BufReader::new(exported.as_slice()))
        .unwrap_err();
    assert!(matches!(twice, HistoryError::NotEmpty));
}

#[test]
fn half_an_export_leaves_nothing_behind() {
    let (place, other) = (place(), self::place());
    let mut history = History::begin(&place.path).unwrap();
    submit(&mut history, figures("Linxia", "2025Q1", "80%"), None);
    let mut exported = Vec::new();
    history.export(&mut exported).unwrap();
    let half = &exported[..exported.len() - 20];
    let mut imported = History::begin(&other.path).unwrap();
    let refused = imported.import(&mut BufReader::new(half)).unwrap_err();
    assert!(
        matches!(refused, HistoryError::Malformed { .. }),
        "{refused}"
    );
    assert!(imported.submissions().unwrap().is_empty());
}

#[test]
fn nothing_is_overwritten_even_by_sql() {
    let place = place();
    let mut history = History::begin(&place.path).unwrap();
    submit(&mut history, figures("Linxia", "2025Q1", "80%"), None);
    assess(&mut history, "2025-04-30");
    drop(history);
    let connection = rusqlite::Connection::open(&place.path).unwrap();
    for table in [
        "content",
        "submission",
        "submitted_file",
        "assessment",
        "rests_on",
    ] {
        let count = format!("SELECT count(*) FROM {table}");
        let count = || {
            connection
                .query_row(&count, [], |row| row.get::<_, i64>(0))
                .unwrap()
        };
        let before = count();
        assert!(before > 0, "{table}");
        let refused = connection
            .execute(&format!("DELETE FROM {table}"), [])
            .unwrap_err();
        assert!(refused.to_string().contains("overwritten"), "{refused}");
        assert!(
            connection
                .execute(&format!("UPDATE {table} SET rowid = rowid + 1"), [])
                .is_err()
        );
        assert_eq!(count(), before);
    }
}

/// Rows changed and taken out by somebody who has taken the triggers off; the content of each digest by one who left the
/// digest as it was.
#[test]
fn what_was_changed_behind_the_program_is_told_of() {
    for (table, change, said) in [
        (
            "assessment",
            "UPDATE assessment SET as_of = 'soon'",
            "assessment 1",
        ),
        (
            "assessment",
            "UPDATE assessment SET as_of = '2025-05-01'",
            "assessment 1",
        ),
        (
            "assessment",
            "UPDATE assessment SET language = 'de'",
            "assessment 1",
        ),
        (
            "assessment",
            "UPDATE assessment SET title = 'Q'",
            "assessment 1",
        ),
        (
            "rests_on",
            "DELETE FROM rests_on WHERE submission = 1",
            "assessment 1",
        ),
        (
            "submission",
            "UPDATE submission SET who = 'x' WHERE id = 1",
            "submission 1",
        ),
        (
            "submission",
            "UPDATE submission SET because = 'x' WHERE id = 2",
            "submission 2",
        ),
        (
            "submission",
            "UPDATE submission SET at = '2025-01-01' WHERE id = 2",
            "submission 2",
        ),
        (
            "submission",
            "DELETE FROM submission WHERE id = 1",
            "submission 2",
        ),
        (
            "submitted_file",
            "UPDATE submitted_file SET name = 'x.csv' WHERE submission = 1",
            "submission 1",
        ),
        (
            "content",
            "DELETE FROM content WHERE bytes LIKE '%share,Linxia%'",
            "gone",
        ),
        (
            "content",
            "UPDATE content SET bytes = CAST(replace(CAST(bytes AS TEXT), 'off', 'of') AS BLOB) WHERE bytes LIKE '%worked%'",
            "changed",
        ),
        (
            "content",
            "UPDATE content SET bytes = CAST(replace(CAST(bytes AS TEXT), 'pending', 'met') AS BLOB) WHERE bytes LIKE '%findings%'",
            "changed",
        ),
    ] {
        let place = place();
        let mut history = History::begin(&place.path).unwrap();
        let first = submit(&mut history, figures("Linxia", "2025Q1", "80%"), None);
        assess(&mut history, "2025-04-30");
        let correction = Correction {
            submission: first,
            because: "y",
        };
        submit(
            &mut history,
            figures("Linxia", "2025Q1", "81%"),
            Some(correction),
        );
        drop(history);
        let connection = rusqlite::Connection::open(&place.path).unwrap();
        let change = format!(
            "PRAGMA foreign_keys = off; DROP TRIGGER {table}_stands_UPDATE; DROP TRIGGER {table}_stands_DELETE; {change}"
        );
        connection.execute_batch(&change).unwrap();
        drop(connection);
        let history = History::open(&place.path).unwrap();
        let wrong = history.entries().map(|_| ());
        let wrong = wrong.and(history.trends(None, None).map(|_| ()));
        let wrong = wrong.and(history.replay(1).map(|_| ())).unwrap_err();
        assert!(
            matches!(wrong, HistoryError::Malformed { .. }),
            "{change}: {wrong}"
        );
        assert!(
            wrong.message(Language::English).contains(said),
            "{change}: {wrong}"
        );
    }
}

#[test]
fn files_of_one_name_are_told_apart_by_their_submission() {
    let place = place();
    let mut history = History::begin(&place.path).unwrap();
    let named = |name: &str, of: Input| Input::new(name, of.content().unwrap().into_owned());
    submit(
        &mut history,
        named("figures.csv", figures("Linxia", "2025Q1", "80%")),
        None,
    );
    submit(
        &mut history,
        named("figures.csv", figures("Yongjing", "2025Q1", "81%")),
        None,
    );
    submit(&mut history, figures("Linxia", "2025Q2", "82%"), None);
    let (id, document) = assess(&mut history, "2025-07-31");
    let places = [
        "#1/figures.csv:2:4",
        "#2/figures.csv:2:4",
        "\"Linxia-2025Q2.csv:2:4",
    ];
    for place in places {
        assert!(document.contains(place), "{place}: {document}");
    }
    assert_eq!(history.replay(id).unwrap().differences().unwrap(), []);
}

/// 别处 in GBK, which no name of the policy tells: only who hands the file in can say so.
#[test]
fn the_encoding_that_was_said_is_kept_with_the_submission() {
    let table = b"metric,entity,period,value,evidence\nshare,Linxia,2025Q1,80%,\xb1\xf0\xb4\xa6\n";
    let place = place();
    let mut history = History::begin(&place.path).unwrap();
    let new = NewSubmission {
        at: At::Said("2025-04-08T09:00:00+08:00"),
        who: "county office",
        files: &[Input::new("figures.csv", table.to_vec())],
        encoding: Some(Encoding::Gb18030),
        corrects: None,
    };
    history.submit(&new).unwrap();
    let (id, _) = assess(&mut history, "2025-04-30");
    assert_eq!(states(&history, "Linxia"), ["2025-04-30 met 80"]);
    assert_eq!(history.replay(id).unwrap().differences().unwrap(), []);
    let mut exported = Vec::new();
    history.export(&mut exported).unwrap();
    let other = self::place();
    let mut imported = History::begin(&other.path).unwrap();
    imported
        .import(&mut BufReader::new(exported.as_slice()))
        .unwrap();
    assert_eq!(imported.entries().unwrap(), history.entries().unwrap());
    assert_eq!(imported.replay(id).unwrap().differences().unwrap(), []);
}

#[test]
fn other_files_are_left_alone() {
    let place = place();
    let missing = History::open(&place.path).unwrap_err();
    assert!(matches!(missing, HistoryError::Missing { .. }));
    std::fs::write(&place.path, "metric,value\n".repeat(100)).unwrap();
    assert!(matches!(
        History::begin(&place.path).unwrap_err(),
        HistoryError::Foreign { .. }
    ));
    std::fs::remove_file(&place.path).unwrap();
    let other = rusqlite::Connection::open(&place.path).unwrap();
    other.execute_batch("CREATE TABLE own (a)").unwrap();
    assert!(matches!(
        History::begin(&place.path).unwrap_err(),
        HistoryError::Foreign { .. }
    ));
}

#[test]
fn a_newer_format_is_said_to_be_newer() {
    let place = place();
    drop(History::begin(&place.path).unwrap());
    let connection = rusqlite::Connection::open(&place.path).unwrap();
    connection.pragma_update(None, "user_version", 1).unwrap();
    let older = History::open(&place.path).unwrap_err();
    assert!(matches!(older, HistoryError::Older { .. }));
    connection.pragma_update(None, "user_version", 9).unwrap();
    drop(connection);
    let newer = History::open(&place.path).unwrap_err();
    assert!(matches!(newer, HistoryError::Newer { .. }));
    assert!(newer.message(Language::Chinese).contains("请更新"));
}

#[test]
fn two_who_write_at_once_both_find_their_entries() {
    let place = place();
    drop(History::begin(&place.path).unwrap());
    std::thread::scope(|scope| {
        for office in 0..4 {
            let path = &place.path;
            scope.spawn(move || {
                let mut history = History::open(path).unwrap();
                for number in 0..10 {
                    submit(
                        &mut history,
                        figures("Linxia", "2025Q1", &format!("{office}.{number}%")),
                        None,
                    );
                }
            });
        }
    });
    let history = History::open(&place.path).unwrap();
    let submissions = history.submissions().unwrap();
    assert_eq!(submissions.len(), 40);
    let contents: std::collections::BTreeSet<_> = submissions
        .iter()
        .map(|it| it.files[0].hash.clone())
        .collect();
    assert_eq!(contents.len(), 40);
}

#[test]
fn who_watches_is_told_how_much_is_kept() {
    let place = place();
    let folder = place.path.parent().unwrap().join("files");
    std::fs::create_dir(&folder).unwrap();
    for name in ["a.csv", "b.csv"] {
        // Two files of one length, so that each is half of the work.
        let text = format!(
            "metric,entity,period,value\nshare,Linxia,2025Q1,8{}%\n",
            name.len()
        );
        std::fs::write(folder.join(name), text).unwrap();
    }
    let limits = dabiao_data::Limits::default();
    let files = dabiao_data::load(std::slice::from_ref(&folder), &limits).unwrap();
    let new = NewSubmission {
        at: At::Said("2025-04-08"),
        who: "county office",
        files: &files.inputs,
        encoding: None,
        corrects: None,
    };
    let meter = Meter::default();
    let mut history = History::begin(&place.path).unwrap().watched(&meter);
    std::fs::remove_file(folder.join("b.csv")).unwrap();
    assert!(history.submit(&new).is_err());
    assert_eq!(meter.stage(), Some((Stage::Keeping, 50)));
    submit(&mut history, figures("Linxia", "2025Q1", "81%"), None);
    assert_eq!(meter.stage(), Some((Stage::Keeping, 100)));
    assess(&mut history, "2025-04-30");
    assert_eq!(meter.stage(), Some((Stage::Keeping, 100)));
    history.replay(1).unwrap();
    assert_eq!(meter.stage(), Some((Stage::Telling, 100)));
}
