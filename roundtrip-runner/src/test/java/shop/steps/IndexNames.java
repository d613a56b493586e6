package shop.steps;

import dev.palindrome.revision.java.JavaRevision;
import dev.palindrome.revision.java.Operations;
import java.sql.SQLException;
import java.util.List;

/** Runs without a transaction, and forgets a type on its way back. */
public final class IndexNames implements JavaRevision {

    @Override
    public String id() {
        return "c3";
    }

    @Override
    public List<String> downRevisions() {
        return List.of("b2");
    }

    @Override
    public boolean isTransactional() {
        return false;
    }

    @Override
    public void upgrade(Operations operations) throws SQLException {
        operations.execute("CREATE INDEX CONCURRENTLY people_names ON people (name)");
        operations.execute("CREATE TYPE mood AS ENUM ('glad')");
    }

    @Override
    public void downgrade(Operations operations) throws SQLException {
        operations.execute("DROP INDEX CONCURRENTLY people_names");
    }
}
