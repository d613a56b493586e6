package shop.steps;

import dev.palindrome.revision.java.JavaRevision;
import dev.palindrome.revision.java.Operations;
import java.sql.SQLException;
import java.util.List;

/** Does what is easier said in Java: it reads rows and writes them. */
final class SplitNames implements JavaRevision {

    private record Person(int id, String name) {}

    @Override
    public String id() {
        return "b2";
    }

    @Override
    public List<String> downRevisions() {
        return List.of("a1");
    }

    @Override
    public void upgrade(Operations operations) throws SQLException {
        operations.execute("ALTER TABLE people ADD COLUMN family text");
        List<Person> people = operations.query(
                "SELECT id, name FROM people", row -> new Person(row.getInt("id"), row.getString("name")));
        for (Person person : people) {
            int blank = person.name().lastIndexOf(' ');
            operations.update(
                    "UPDATE people SET family = ? WHERE id = ?", person.name().substring(blank + 1), person.id());
        }
    }

    @Override
    public void downgrade(Operations operations) throws SQLException {
        operations.execute("ALTER TABLE people DROP COLUMN family");
    }
}
