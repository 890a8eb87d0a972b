//! Imports: only the declarations of an imported file count, each file must be there, and none imports itself.

use std::borrow::Cow;
use std::collections::BTreeSet;

use dabiao_diagnostics::{Diagnostic, FileId, Sources, register};
use dabiao_syntax::ast::{Import, ItemKind, Module};

/// The modules with the declarations alone of those that are imported.
pub(crate) fn declarations<'m>(modules: &'m [Module], sources: &Sources) -> Cow<'m, [Module]> {
    let imported = |module: &Module| {
        sources
            .get(module.file)
            .is_some_and(dabiao_diagnostics::SourceFile::is_imported)
    };
    if !modules.iter().any(imported) {
        return Cow::Borrowed(modules);
    }
    let mut modules = modules.to_vec();
    for module in modules.iter_mut().filter(|module| imported(module)) {
        module.items.retain(|item| declares(&item.kind));
    }
    Cow::Owned(modules)
}

/// Whether an item is one that another file can use.
fn declares(kind: &ItemKind) -> bool {
    matches!(
        kind,
        ItemKind::Import(_)
            | ItemKind::Unit(_)
            | ItemKind::Parameter(_)
            | ItemKind::Entity(_)
            | ItemKind::Group(_)
            | ItemKind::Metric(_)
            | ItemKind::Metrics(_)
            | ItemKind::Record(_)
    )
}

/// What is wrong with the imports: a file that is not there, a file that comes to import itself.
pub(crate) fn wrong_imports(modules: &[Module], sources: &Sources) -> Vec<Diagnostic> {
    let mut wrong = Vec::new();
    for module in modules {
        for (import, target) in imports(module, sources) {
            let (code, found) = match target {
                None => (&register::UNKNOWN_IMPORT, true),
                Some(target) => (
                    &register::IMPORT_CYCLE,
                    reaches(target, module.file, modules, sources),
                ),
            };
            if found {
                let diagnostic = Diagnostic::new(code, import.path.span);
                wrong.push(diagnostic.with("path", import.path.text.as_str()));
            }
        }
    }
    wrong
}

/// The imports of a module with the files they lead to.
fn imports<'m>(
    module: &'m Module,
    sources: &'m Sources,
) -> impl Iterator<Item = (&'m Import, Option<FileId>)> {
    let file = sources.get(module.file);
    module.items.iter().filter_map(move |item| {
        let ItemKind::Import(import) = &item.kind else {
            return None;
        };
        let name = file.map(|file| file.beside(&import.path.text));
        Some((import.as_ref(), name.and_then(|name| sources.named(&name))))
    })
}

/// Whether one file imports another, itself or through others.
fn reaches(from: FileId, to: FileId, modules: &[Module], sources: &Sources) -> bool {
    let (mut seen, mut todo) = (BTreeSet::new(), vec![from]);
    while let Some(file) = todo.pop() {
        if file == to {
            return true;
        }
        if seen.insert(file) {
            let module = modules.iter().find(|module| module.file == file);
            todo.extend(
                module
                    .into_iter()
                    .flat_map(|module| imports(module, sources))
                    .filter_map(|(_, target)| target),
            );
        }
    }
    false
}
