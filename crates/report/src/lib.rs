//! Assessments and diagnostics as text and JSON.
