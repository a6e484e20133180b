//! Values by their id, in the order of the ids.
//!
//! A `BTreeMap<Id, V>` compiles its whole machinery once for each type of value, some six kilobytes each on every
//! phone; here the map holds places and is compiled once.

use std::collections::BTreeMap;

use tanomo_record::Id;

/// Values by their id.
#[derive(Clone, Debug)]
pub struct Table<V> {
    /// Where in `rows` each value is.
    places: BTreeMap<Id, usize>,
    rows: Vec<Option<V>>,
    /// Places that are empty.
    free: Vec<usize>,
}

impl<V> Default for Table<V> {
    fn default() -> Self {
        Table { places: BTreeMap::new(), rows: Vec::new(), free: Vec::new() }
    }
}

impl<V: PartialEq> PartialEq for Table<V> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other.iter()).all(|(one, another)| one == another)
    }
}

impl<V: Eq> Eq for Table<V> {}

impl<V> Table<V> {
    /// Puts a value in; gives back the one that stood there.
    pub fn insert(&mut self, id: Id, value: V) -> Option<V> {
        let place = self.place(id);
        self.rows.get_mut(place)?.replace(value)
    }

    /// The place of an id, an empty one where it had none.
    fn place(&mut self, id: Id) -> usize {
        if let Some(place) = self.places.get(&id) {
            return *place;
        }
        let place = self.free.pop().unwrap_or_else(|| {
            self.rows.push(None);
            self.rows.len() - 1
        });
        self.places.insert(id, place);
        place
    }

    /// Takes a value out.
    pub fn remove(&mut self, id: &Id) -> Option<V> {
        let place = self.places.remove(id)?;
        self.free.push(place);
        self.rows.get_mut(place)?.take()
    }

    /// The value of an id.
    pub fn get(&self, id: &Id) -> Option<&V> {
        self.rows.get(*self.places.get(id)?)?.as_ref()
    }

    /// The value of an id, to change.
    pub fn get_mut(&mut self, id: &Id) -> Option<&mut V> {
        self.rows.get_mut(*self.places.get(id)?)?.as_mut()
    }

    /// The value of an id, to change; the usual one where there was none.
    pub fn or_default(&mut self, id: Id) -> &mut V
    where
        V: Default,
    {
        self.or_insert_with(id, V::default)
    }

    /// The value of an id, to change; what `make` gives where there was none.
    pub fn or_insert_with(&mut self, id: Id, make: impl FnOnce() -> V) -> &mut V {
        let place = self.place(id);
        // `place` has just made sure that this row is there.
        self.rows[place].get_or_insert_with(make)
    }

    /// Takes everything out.
    pub fn clear(&mut self) {
        *self = Table::default();
    }

    /// Whether there is a value of this id.
    pub fn contains_key(&self, id: &Id) -> bool {
        self.places.contains_key(id)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Ids and values, in the order of the ids.
    pub fn iter(&self) -> impl Iterator<Item = (&Id, &V)> {
        self.places.iter().filter_map(|(id, place)| Some((id, self.rows.get(*place)?.as_ref()?)))
    }

    /// The ids in their order.
    pub fn keys(&self) -> impl Iterator<Item = &Id> {
        self.places.keys()
    }

    /// The values, in the order of their ids.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.places.values().filter_map(|place| self.rows.get(*place)?.as_ref())
    }

    /// Ids and values, in the order of the ids.
    pub fn into_pairs(mut self) -> Vec<(Id, V)> {
        let places = std::mem::take(&mut self.places);
        places.into_iter().filter_map(|(id, place)| Some((id, self.rows.get_mut(place)?.take()?))).collect()
    }
}

impl<V> FromIterator<(Id, V)> for Table<V> {
    fn from_iter<T: IntoIterator<Item = (Id, V)>>(pairs: T) -> Self {
        let mut table = Table::default();
        for (id, value) in pairs {
            table.insert(id, value);
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_holds_what_a_map_holds(steps in prop::collection::vec((any::<bool>(), 0u8..12, any::<u32>()), 0..60)) {
            let (mut table, mut map) = (Table::default(), BTreeMap::new());
            for (put, id, value) in steps {
                let id = Id::new([id; 16]);
                if put {
                    prop_assert_eq!(table.insert(id, value), map.insert(id, value));
                } else {
                    prop_assert_eq!(table.remove(&id), map.remove(&id));
                }
                prop_assert!(table.iter().eq(map.iter()));
                prop_assert_eq!(table.len(), map.len());
                prop_assert_eq!(table.get(&id), map.get(&id));
            }
            prop_assert_eq!(table.into_pairs(), map.into_iter().collect::<Vec<_>>());
        }
    }
}
