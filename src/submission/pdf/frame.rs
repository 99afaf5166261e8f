//! One content stream while it runs: its state, and the operators that change nothing else.

use hayro_cmap::BfString;
use hayro_syntax::content::Instruction;
use hayro_syntax::page::Resources;

use super::borders::Path;
use super::fonts::Reading;
use super::glyphs::Direction;
use super::matrix::Matrix;
use super::operands::{actual_text, numbers};
use super::state::{GraphicsState, Nest, TextObject};

/// What one content stream has set so far.
pub(super) struct Frame<'a, 'r> {
    pub(super) resources: &'r Resources<'a>,
    pub(super) state: GraphicsState<'a>,
    saved: Nest<GraphicsState<'a>>,
    pub(super) text: TextObject,
    pub(super) in_text: bool,
    /// The `ActualText` of open marked content; emptied once it was told.
    spans: Nest<Option<String>>,
    pub(super) path: Path,
    pub(super) depth: u32,
    pub(super) shows: usize,
}

impl<'a, 'r> Frame<'a, 'r> {
    pub(super) fn new(resources: &'r Resources<'a>, state: GraphicsState<'a>, depth: u32) -> Self {
        Self {
            resources,
            state,
            saved: Nest::new(),
            text: TextObject::at(Matrix::IDENTITY),
            in_text: false,
            spans: Nest::new(),
            path: Path::default(),
            depth,
            shows: 0,
        }
    }

    /// The operators that change nothing but this frame.
    pub(super) fn apply(&mut self, instruction: &Instruction<'_, '_>) {
        let operator: &[u8] = instruction.operator;
        match operator {
            b"q" => self.saved.push(|| self.state.clone()),
            b"Q" => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            b"cm" => {
                if let Some(matrix) = numbers(instruction, 0) {
                    self.state.ctm = self.state.ctm * Matrix::new(matrix);
                }
            }
            b"BT" => {
                self.text = TextObject::at(Matrix::IDENTITY);
                self.in_text = true;
            }
            b"ET" => self.in_text = false,
            b"Tm" => {
                if let Some(matrix) = numbers(instruction, 0) {
                    self.text = TextObject::at(Matrix::new(matrix));
                }
            }
            b"Td" | b"TD" => {
                if let Some([x, y]) = numbers(instruction, 0) {
                    self.text.next_line(x, y);
                    self.state.leading = if operator == b"TD" { -y } else { self.state.leading };
                }
            }
            b"T*" => self.next_line(),
            b"BMC" => self.spans.push(|| None),
            b"BDC" => {
                let told = actual_text(instruction, &self.resources.properties);
                self.spans.push(|| told);
            }
            b"EMC" => {
                self.spans.pop();
            }
            _ => self.set_parameter(instruction),
        }
    }

    /// The operators that build a path (ISO 32000-1, table 59).
    fn build_path(&mut self, instruction: &Instruction<'_, '_>) {
        let point = numbers(instruction, 0).map(|[x, y]| self.state.ctm.point(x, y));
        let operator: &[u8] = instruction.operator;
        match (operator, point) {
            (b"m", Some(point)) => self.path.move_to(point),
            (b"l", Some(point)) => self.path.line_to(point),
            (b"c" | b"v" | b"y", Some(point)) => self.path.curve_to(point),
            (b"re", Some(_)) => {
                if let Some(rectangle) = numbers(instruction, 0) {
                    self.path.rectangle(rectangle, self.state.ctm);
                }
            }
            (b"h", _) => self.path.close(),
            (b"n", _) => self.path.drop_it(),
            _ => {}
        }
    }

    /// The text state operators with one number (ISO 32000-1, table 105).
    fn set_parameter(&mut self, instruction: &Instruction<'_, '_>) {
        let operator: &[u8] = instruction.operator;
        let slot = match operator {
            b"Tc" => &mut self.state.char_spacing,
            b"Tw" => &mut self.state.word_spacing,
            b"Tz" => &mut self.state.horizontal_scale,
            b"TL" => &mut self.state.leading,
            b"Ts" => &mut self.state.rise,
            b"Tr" => &mut self.state.mode,
            _ => return self.build_path(instruction),
        };
        if let Some([value]) = numbers(instruction, 0) {
            *slot = if operator == b"Tz" { value / 100.0 } else { value };
        }
    }

    pub(super) fn next_line(&mut self) {
        self.text.next_line(0.0, -self.state.leading);
    }

    pub(super) fn direction(&self) -> Direction {
        match &self.state.font {
            Some(font) if !font.is_horizontal() => Direction::Down,
            _ => Direction::Across,
        }
    }

    /// Moves the pen along the line, in text space.
    pub(super) fn advance(&mut self, distance: f64) {
        let shift = match self.direction() {
            Direction::Across => Matrix::shift(distance * self.state.horizontal_scale, 0.0),
            Direction::Down => Matrix::shift(0.0, distance),
        };
        self.text.cursor = self.text.cursor * shift;
    }

    /// `ActualText` speaks only for glyphs that say nothing themselves: a reviewer sees the glyphs.
    pub(super) fn tell_span(&mut self, reading: Reading) -> Reading {
        if reading != Reading::Unmapped {
            return reading;
        }
        let told = self.spans.innermost().find_map(Option::as_mut).map(std::mem::take);
        told.map_or(reading, |text| Reading::Known(BfString::String(text)))
    }
}
