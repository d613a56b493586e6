package dev.palindrome.junit;

import dev.palindrome.revision.Revision;
import dev.palindrome.roundtrip.RoundTripOptions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Makes one test of each revision, in the order of the walk. */
final class RevisionInvocations implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        MigrationContext migrations = MigrationTestExtension.migrations(context);
        RoundTripOptions options = migrations.options();
        return migrations.history().graph().inOrder().stream()
                .filter(revision -> options.judges(revision.id()))
                .map(revision -> new Invocation(migrations, revision));
    }

    /** One revision's turn. */
    private record Invocation(MigrationContext migrations, Revision revision)
            implements TestTemplateInvocationContext, ParameterResolver {

        @Override
        public String getDisplayName(int number) {
            return (revision.id() + " " + revision.message()).strip();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RevisionCheck.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return new ReportedRevision(migrations, revision, context);
        }
    }
}
