package dev.palindrome.junit;

import dev.palindrome.data.content.RowContents;

/** What every table held when {@link Migration#mark()} was called; see {@link Migration#changesSince(Moment)}. */
public final class Moment {

    private final RowContents contents;

    Moment(RowContents contents) {
        this.contents = contents;
    }

    RowContents contents() {
        return contents;
    }
}
