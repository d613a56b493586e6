package dev.palindrome.samples;

import java.io.IOException;

/** The Python of the machine. */
final class Python {

    private Python() {}

    /** Tell whether Debian's Python has what the sample with Alembic needs. */
    static boolean hasAlembic() {
        try {
            return new ProcessBuilder("/usr/bin/python3", "-c", "import alembic, psycopg2")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
