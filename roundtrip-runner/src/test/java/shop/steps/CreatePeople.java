package shop.steps;

import dev.palindrome.revision.java.JavaRevision;
import dev.palindrome.revision.java.Operations;
import java.sql.SQLException;
import java.util.List;

/** A base. */
public final class CreatePeople implements JavaRevision {

    @Override
    public String id() {
        return "a1";
    }

    @Override
    public List<String> downRevisions() {
        return List.of();
    }

    @Override
    public void upgrade(Operations operations) throws SQLException {
        operations.execute("CREATE TABLE people (id int PRIMARY KEY, name text NOT NULL); CREATE TABLE other (id int)");
    }

    @Override
    public void downgrade(Operations operations) throws SQLException {
        operations.execute("DROP TABLE other");
        operations.execute("DROP TABLE people");
    }
}
