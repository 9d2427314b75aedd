//! What the reader looks at: the selected incident, the one that is pointed at, and what these are connected with.

use super::map::MapInput;
use crate::story::Connection;

/// The incidents that the reader looks at, and those at the other ends of their connections.
pub(super) struct Focus {
    on: [Option<usize>; 2],
    connected: Vec<usize>,
}

impl Focus {
    /// What is looked at now, be it for a moment.
    pub fn of(input: &MapInput) -> Self {
        Self::on(input, [input.selection, input.hovered])
    }

    /// Only what is selected: what names are laid out for, so that none moves because something is pointed at.
    pub fn chosen(input: &MapInput) -> Self {
        Self::on(input, [input.selection, None])
    }

    fn on(input: &MapInput, on: [Option<usize>; 2]) -> Self {
        let mut focus = Self {
            on,
            connected: Vec::new(),
        };
        for connection in &input.dataset.story.connections {
            if focus.has(connection) {
                focus.connected.extend([connection.from, connection.to]);
            }
        }
        focus
    }

    /// Whether a connection starts or ends at what the reader looks at.
    pub fn has(&self, connection: &Connection) -> bool {
        let ends = [connection.from, connection.to];
        self.on.iter().flatten().any(|on| ends.contains(on))
    }

    /// Whether the reader looks at something that has connections, and this is none of them.
    pub fn dims_connection(&self, connection: &Connection) -> bool {
        !self.connected.is_empty() && !self.has(connection)
    }

    /// The same for an incident: what is looked at itself is never dimmed.
    pub fn dims(&self, incident: usize) -> bool {
        !self.connected.is_empty()
            && !self.connected.contains(&incident)
            && !self.on.contains(&Some(incident))
    }
}
