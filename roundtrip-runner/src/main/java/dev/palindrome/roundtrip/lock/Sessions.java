package dev.palindrome.roundtrip.lock;

import java.sql.Connection;
import java.sql.SQLException;

/** Where sessions on the database come from whose locks are looked at. */
@FunctionalInterface
public interface Sessions {

    /** Open another one, which is the caller's to close. */
    Connection open() throws SQLException;
}
