package dev.palindrome.revision.internal.sql;

import dev.palindrome.revision.Batch;
import dev.palindrome.revision.SourcePosition;

/** Something in a script, in the order of the file. */
public sealed interface ScriptElement {

    /** A statement, with the data of its COPY if it has any. */
    record Statement(Batch batch) implements ScriptElement {}

    /** A comment, with its delimiters. */
    record Comment(String text, SourcePosition position) implements ScriptElement {}

    /** A comment line that begins a section of the file. */
    record Marker(String text, SourcePosition position) implements ScriptElement {}
}
