package dev.palindrome.testing;

import java.util.Optional;

/** Alembic as Debian has it, with a driver for projects that speak to the database asynchronously. */
public final class AsyncAlembic implements Tool {

    @Override
    public Optional<String> absence() {
        return Alembic.absence("alembic, asyncpg, greenlet", "alembic, python3-asyncpg and python3-greenlet");
    }
}
