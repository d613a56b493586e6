package dev.palindrome.junit;

import dev.palindrome.report.TestedHistory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Passes on which histories tests have verified, to whoever listens to the run that they belong to. JUnit gives extensions and listeners nothing in
 * common but the ids of tests.
 */
final class VerifiedHistories {

    private static final List<Audience> AUDIENCES = new CopyOnWriteArrayList<>();

    private VerifiedHistories() {}

    /** Is told of every test in this JVM, also of runs within tests. Several threads may tell it at once. */
    interface Audience {

        /** Tell whether the test with this id runs in the run that is listened to. */
        boolean knows(String testId);

        void verified(TestedHistory history);
    }

    static void listen(Audience audience) {
        AUDIENCES.add(audience);
    }

    static void leave(Audience audience) {
        AUDIENCES.remove(audience);
    }

    static void tell(String testId, TestedHistory history) {
        AUDIENCES.stream().filter(audience -> audience.knows(testId)).forEach(audience -> audience.verified(history));
    }
}
