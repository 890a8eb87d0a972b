//! A list of things with names, found by any of their names in one step.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Something that has names: its own first, then its aliases.
pub trait HasNames {
    /// The names.
    fn names(&self) -> &[Arc<str>];

    /// The names, to add another.
    fn names_mut(&mut self) -> &mut Vec<Arc<str>>;
}

/// Things in the order declared, with an index of their names; of two with one name the first is found.
///
/// It reads as a slice. Names are added by [`Named::push`] and [`Named::add_name`] alone, which keep the index. Copies
/// share what they hold until one of them is changed.
#[derive(Debug, Clone)]
pub struct Named<T>(Arc<Shared<T>>);

/// What copies of a list share.
#[derive(Debug, Clone)]
struct Shared<T> {
    items: Vec<T>,
    /// Only ever asked for one name, never gone through, so that its order shows nowhere.
    by_name: FxHashMap<Arc<str>, usize>,
}

impl<T: HasNames + Clone> Named<T> {
    /// Adds one at the end.
    pub fn push(&mut self, item: T) {
        let shared = Arc::make_mut(&mut self.0);
        let place = shared.items.len();
        for name in item.names() {
            shared.by_name.entry(name.clone()).or_insert(place);
        }
        shared.items.push(item);
    }

    /// Gives the one at `place` another name; nothing happens where there is none.
    pub fn add_name(&mut self, place: usize, name: Arc<str>) {
        let shared = Arc::make_mut(&mut self.0);
        if let Some(item) = shared.items.get_mut(place) {
            shared.by_name.entry(name.clone()).or_insert(place);
            item.names_mut().push(name);
        }
    }

    /// The place of the first that has this name.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.0.by_name.get(name).copied()
    }
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self(Arc::new(Shared {
            items: Vec::new(),
            by_name: FxHashMap::default(),
        }))
    }
}

impl<T: HasNames + Clone> FromIterator<T> for Named<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut named = Self::default();
        for item in items {
            named.push(item);
        }
        named
    }
}

impl<T: HasNames + Clone> From<Vec<T>> for Named<T> {
    fn from(items: Vec<T>) -> Self {
        items.into_iter().collect()
    }
}

impl<T> Deref for Named<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0.items
    }
}

impl<T: Clone> DerefMut for Named<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut Arc::make_mut(&mut self.0).items
    }
}

impl<'a, T> IntoIterator for &'a Named<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.items.iter()
    }
}

impl<T: PartialEq> PartialEq for Named<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0.items == other.0.items
    }
}

impl<T: Eq> Eq for Named<T> {}

impl<T: Serialize> Serialize for Named<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.items.serialize(serializer)
    }
}

impl<'de, T: HasNames + Clone + Deserialize<'de>> Deserialize<'de> for Named<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::from)
    }
}
