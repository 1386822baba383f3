//! A screen that remembers.

use std::io;
use std::sync::{Arc, Mutex};

use cognito_console::terminal::{Surface, Suspended};
use ratatui::layout::Size;

/// What was drawn.
pub struct Sheet {
    pub parser: vt100::Parser,
    pub raw: Vec<u8>,
    pub frames: usize,
    pub broken: bool,
    pub suspends: bool,
}

#[derive(Clone)]
pub struct Paper(pub Arc<Mutex<Sheet>>);

impl Default for Paper {
    fn default() -> Self {
        let (rows, columns) = (24.try_into().unwrap(), 80.try_into().unwrap());
        let parser = vt100::Parser::new(rows, columns, 0);
        Self(Arc::new(Mutex::new(Sheet { parser, raw: Vec::new(), frames: 0, broken: false, suspends: false })))
    }
}

impl Surface for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut sheet = self.0.lock().unwrap();
        if sheet.broken {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        sheet.parser.process(bytes);
        sheet.raw.extend_from_slice(bytes);
        sheet.frames += 1;
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(Size { width: 80, height: 24 })
    }

    fn suspend(&mut self) -> io::Result<Suspended> {
        Ok(if self.0.lock().unwrap().suspends { Suspended::Resumed } else { Suspended::Impossible })
    }
}
