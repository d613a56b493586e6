package dev.palindrome.schema.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AclTest {

    private static final String DEFAULT = "{app=arwdDxt/app}";

    private static Map<String, String> grants(String items) {
        return Acl.of("app", items, DEFAULT).grants();
    }

    @Test
    void explicit_default_is_no_grant() {
        assertThat(grants(DEFAULT)).isEmpty();
    }

    @Test
    void order_of_grants_is_history_and_does_not_count() {
        assertThat(grants("{app=arwdDxt/app,b=r/app,a=w/app}"))
                .isEqualTo(grants("{a=w/app,app=arwdDxt/app,b=r/app}"))
                .isEqualTo(Map.of("a", "UPDATE", "b", "SELECT"));
    }

    @Test
    void everything_that_the_kind_of_object_has_is_all_on_any_version() {
        assertThat(Acl.of("app", "{app=arwdDxtm/app,b=r/app}", "{app=arwdDxtm/app}")
                        .grants())
                .isEqualTo(grants("{app=arwdDxt/app,b=r/app}"));
        assertThat(grants("{app=arwdDxt/app,b=a*r*w*d*D*x*t*/app}")).containsEntry("b", "ALL WITH GRANT OPTION");
    }

    @Test
    void grant_options_public_and_another_grantor_are_named() {
        assertThat(grants("{app=arwdDxt/app,=r/app,b=ar*/app,c=r/b}"))
                .containsEntry("PUBLIC", "SELECT")
                .containsEntry("b", "SELECT WITH GRANT OPTION, INSERT")
                .containsEntry("c by b", "SELECT");
    }

    @Test
    void rights_that_were_taken_away_are_told() {
        assertThat(grants("{}")).isEqualTo(Map.of("app", "none"));
        assertThat(grants("{app=r/app}")).isEqualTo(Map.of("app", "SELECT"));
        assertThat(Acl.of("app", "{app=X/app}", "{=X/app,app=X/app}").grants()).isEqualTo(Map.of("PUBLIC", "none"));
    }

    @Test
    void quoted_role_names_are_read() {
        assertThat(grants("{app=arwdDxt/app,\"\\\"my \\\"\\\"odd\\\"\\\",=role\\\"=r/app\"}"))
                .containsEntry("my \"odd\",=role", "SELECT");
    }

    @Test
    void unknown_privilege_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grants("{app=Q/app}"))
                .withMessage("Unknown privilege 'Q' in app=Q/app: this server is newer than PostgreSQL 18");
    }
}
