//! A content interpreter for text alone (ISO 32000-1, 9): it follows where glyphs are shown and
//! skips what only draws, but for the straight lines that part the rows of tables.

use hayro_syntax::content::{Instruction, UntypedIter};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use super::annotations;
use super::cid::Code;
use super::contents::{self, END_MARK};
use super::fault::CutReason;
use super::fonts::{Fonts, Reading};
use super::frame::Frame;
use super::glyphs::Collector;
use super::limits::PdfLimits;
use super::matrix::Matrix;
use super::operands::{as_array, as_name, as_number, as_string, last, numbers};
use super::state::GraphicsState;

/// Runs the content of one page after the other.
pub(super) struct Interpreter<'a, 'l> {
    limits: &'l PdfLimits,
    fonts: Fonts<'a>,
    operators: u64,
    forms: u32,
    page: usize,
    pub(super) shown: Collector<'l>,
}

impl<'a, 'l> Interpreter<'a, 'l> {
    pub(super) fn new(limits: &'l PdfLimits) -> Self {
        Self {
            limits,
            fonts: Fonts::new(),
            operators: 0,
            forms: 0,
            page: 0,
            shown: Collector::new(limits),
        }
    }

    /// Collects the glyphs of a page and of the annotations drawn on it.
    pub(super) fn page(&mut self, page: &Page<'a>, number: usize) -> Result<(), CutReason> {
        self.page = number;
        let (width, height) = page.render_dimensions();
        self.shown.begin_page(width.into(), height.into());
        let state = GraphicsState::new(Matrix::new(page.initial_transform(true).as_coeffs()));
        let content = contents::of_page(page, number, self.limits.content_bytes)?;
        self.run(&content, Frame::new(page.resources(), state.clone(), 0))?;
        for annotation in annotations::of_page(page) {
            if let Some((form, placement)) = annotations::appearance(&annotation) {
                let state = GraphicsState::new(state.ctm * placement);
                self.form(&form, page.resources(), state, 1)?;
            }
        }
        Ok(())
    }

    fn run(&mut self, content: &[u8], mut frame: Frame<'a, '_>) -> Result<(), CutReason> {
        let mut operators = UntypedIter::new(content);
        let (mut reached_end, mut is_whole) = (false, false);
        while let Some(instruction) = operators.next() {
            self.operators += 1;
            if self.operators > self.limits.operators {
                return Err(CutReason::Operators { limit: self.limits.operators });
            }
            self.step(&instruction, &mut frame)?;
            reached_end = **instruction.operator == *END_MARK;
            is_whole = reached_end && instruction.operands().next().is_none();
        }
        if !reached_end && contents::shows_at_most(content) > frame.shows {
            return Err(CutReason::Contents { page: self.page });
        }
        self.shown.counters.cut += usize::from(!is_whole || frame.in_text);
        Ok(())
    }

    fn step(
        &mut self,
        instruction: &Instruction<'_, '_>,
        frame: &mut Frame<'a, '_>,
    ) -> Result<(), CutReason> {
        let operator: &[u8] = instruction.operator;
        frame.shows += usize::from(contents::is_show(operator));
        match operator {
            b"Tf" => self.set_font(instruction, frame),
            b"gs" => self.set_font_of_state(instruction, frame),
            b"Tj" => self.show_last(instruction, frame)?,
            b"'" => {
                frame.next_line();
                self.show_last(instruction, frame)?;
            }
            b"\"" => {
                if let Some([word, char]) = numbers(instruction, 1) {
                    (frame.state.word_spacing, frame.state.char_spacing) = (word, char);
                }
                frame.next_line();
                self.show_last(instruction, frame)?;
            }
            b"TJ" => self.show_array(instruction, frame)?,
            b"Do" => self.draw(instruction, frame)?,
            b"BI" => self.shown.counters.images += 1,
            b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" => {
                frame.path.paint(&mut self.shown.borders);
            }
            _ => frame.apply(instruction),
        }
        Ok(())
    }

    fn set_font(&mut self, instruction: &Instruction<'_, '_>, frame: &mut Frame<'a, '_>) {
        if let Some([size]) = numbers(instruction, 0) {
            frame.state.size = size;
        }
        // Viewers take another font where the page has none of that name. Its encoding would be a guess.
        let name = instruction.operands().find_map(as_name);
        let font = name.and_then(|name| frame.resources.get_font(name));
        frame.state.font = font.and_then(|font| self.fonts.load(&font));
    }

    fn set_font_of_state(&mut self, instruction: &Instruction<'_, '_>, frame: &mut Frame<'a, '_>) {
        let dict = last(instruction)
            .and_then(as_name)
            .and_then(|name| frame.resources.get_ext_g_state(name))
            .and_then(|state| state.get::<Array<'a>>(b"Font"));
        let Some(mut entries) = dict.map(|array| array.flex_iter()) else { return };
        if let Some(font) = entries.next::<Dict<'a>>() {
            frame.state.font = self.fonts.load(&font);
            frame.state.size = entries.next::<f64>().unwrap_or(frame.state.size);
        }
    }

    fn show_last(
        &mut self,
        instruction: &Instruction<'_, '_>,
        frame: &mut Frame<'a, '_>,
    ) -> Result<(), CutReason> {
        last(instruction).and_then(as_string).map_or(Ok(()), |text| self.show(text, frame))
    }

    fn show_array(
        &mut self,
        instruction: &Instruction<'_, '_>,
        frame: &mut Frame<'a, '_>,
    ) -> Result<(), CutReason> {
        let Some(parts) = last(instruction).and_then(as_array) else { return Ok(()) };
        for part in parts.iter::<Object<'_>>() {
            if let Some(text) = as_string(&part) {
                self.show(text, frame)?;
            } else if let Some(back) = as_number(&part) {
                frame.advance(-back / 1000.0 * frame.state.size);
            }
        }
        Ok(())
    }

    fn show(&mut self, text: &[u8], frame: &mut Frame<'a, '_>) -> Result<(), CutReason> {
        let mut rest = text;
        while !rest.is_empty() {
            let (code, reading, advance) = match &frame.state.font {
                Some(font) => {
                    let code = font.read(rest);
                    (code, font.text(code), font.advance(code))
                }
                None => (Code { value: 0, len: 1, cid: None }, Reading::Unmapped, 0.5),
            };
            let reading = frame.tell_span(reading);
            let matrix = frame.state.glyph_matrix(frame.text.cursor);
            self.shown.counters.invisible += usize::from(frame.state.is_invisible());
            self.shown.show(reading, matrix, advance, frame.direction())?;
            // ISO 32000-1, 9.3.3: word spacing belongs to the single-byte code 32 only.
            let is_space = code.value == 32 && code.len == 1;
            let spacing =
                frame.state.char_spacing + if is_space { frame.state.word_spacing } else { 0.0 };
            frame.advance(advance * frame.state.size + spacing);
            rest = rest.get(code.len..).unwrap_or_default();
        }
        Ok(())
    }

    fn draw(
        &mut self,
        instruction: &Instruction<'_, '_>,
        frame: &Frame<'a, '_>,
    ) -> Result<(), CutReason> {
        let Some(name) = last(instruction).and_then(as_name) else { return Ok(()) };
        let Some(object) = frame.resources.get_x_object(name) else {
            self.shown.counters.cut += usize::from(frame.resources.x_objects.contains_key(name));
            return Ok(());
        };
        match object.dict().get::<Name<'_>>(b"Subtype").as_deref() {
            Some(b"Form") => {
                self.form(&object, frame.resources, frame.state.clone(), frame.depth + 1)
            }
            Some(b"Image") => {
                self.shown.counters.images += 1;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn form(
        &mut self,
        form: &Stream<'a>,
        inherited: &Resources<'a>,
        mut state: GraphicsState<'a>,
        depth: u32,
    ) -> Result<(), CutReason> {
        self.forms += 1;
        if self.forms > self.limits.forms {
            return Err(CutReason::Forms { limit: self.limits.forms });
        }
        if depth > self.limits.form_depth {
            return Err(CutReason::FormDepth { limit: self.limits.form_depth });
        }
        let damaged = CutReason::Contents { page: self.page };
        let content = contents::of_form(form).ok_or(damaged)?;
        if let Some(matrix) = form.dict().get::<[f64; 6]>(b"Matrix") {
            state.ctm = state.ctm * Matrix::new(matrix);
        }
        let own = form.dict().get::<Dict<'a>>(b"Resources").map(Resources::new);
        self.run(&content, Frame::new(own.as_ref().unwrap_or(inherited), state, depth))
    }
}
