//! The bytes of a file as they come, in pieces of any size: what ends in the middle of a value waits for the next ones.

use super::{Stream, StreamError};

/// After so many bytes it is known how many records the file is likely to have.
const SAMPLE_BYTES: u64 = 1 << 19;

/// Bytes that have come and are not read yet.
#[derive(Debug, Default)]
pub struct Pieces {
    /// Kept for its memory; what is in it are the first `filled` bytes.
    buffer: Vec<u8>,
    filled: usize,
    /// So many bytes are wanted before it is tried again to read a value.
    wanted: usize,
    file_bytes: u64,
    is_room_made: bool,
}

impl Pieces {
    /// Those of a file of so many bytes.
    pub fn of_file(bytes: u64) -> Self {
        Self {
            file_bytes: bytes,
            ..Self::default()
        }
    }

    /// Where the next `length` bytes are to be put, before they are read.
    pub fn room(&mut self, length: usize) -> &mut [u8] {
        let start = self.filled;
        self.filled += length;
        if self.buffer.len() < self.filled {
            self.buffer.resize(self.filled, 0);
        }
        self.buffer.get_mut(start..self.filled).unwrap_or_default()
    }

    /// Reads all whole values that are there.
    ///
    /// # Errors
    /// [`StreamError::NotJson`].
    pub fn read(&mut self, stream: &mut Stream) -> Result<(), StreamError> {
        if self.filled < self.wanted {
            return Ok(());
        }
        let mut read = 0;
        loop {
            let more = stream.feed(self.buffer.get(read..self.filled).unwrap_or_default())?;
            read += more;
            if more == 0 || read >= self.filled {
                break;
            }
        }
        if !self.is_room_made && stream.passed > SAMPLE_BYTES {
            self.is_room_made = true;
            stream.expect_bytes(self.file_bytes);
        }
        self.buffer.copy_within(read..self.filled, 0);
        self.filled -= read;
        // A value that is longer than all that is there is begun again only once there is twice as much: else a very long
        // one would be begun as often as there are pieces of it.
        self.wanted = if read == 0 { 2 * self.filled } else { 0 };
        Ok(())
    }

    /// Reads what is left, once all bytes have come.
    ///
    /// # Errors
    /// [`StreamError::NotJson`].
    pub fn read_rest(mut self, stream: &mut Stream) -> Result<(), StreamError> {
        self.wanted = 0;
        self.read(stream)
    }
}
