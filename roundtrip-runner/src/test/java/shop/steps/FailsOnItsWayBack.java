package shop.steps;

import dev.palindrome.revision.java.JavaRevision;
import dev.palindrome.revision.java.Operations;
import java.util.List;

/** Has a fault of Java's. */
public final class FailsOnItsWayBack implements JavaRevision {

    @Override
    public String id() {
        return "d4";
    }

    @Override
    public List<String> downRevisions() {
        return List.of("c3");
    }

    @Override
    public void upgrade(Operations operations) {
        // there is nothing to do
    }

    @Override
    public void downgrade(Operations operations) {
        throw new IllegalStateException("nobody knows how");
    }
}
