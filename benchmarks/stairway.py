"""The stairway test of Alembic's users: each revision up, down and up again, by Alembic's own commands: stairway.py INI-FILE

Usually it is a pytest test for each revision on a new database, which climbs to the revision first. This is its fastest
form: one process and one database for all revisions.
"""

import sys

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

config = Config(sys.argv[1])
revisions = list(ScriptDirectory.from_config(config).walk_revisions())
for revision in reversed(revisions):
    command.upgrade(config, revision.revision)
    command.downgrade(config, revision.down_revision or "base")
    command.upgrade(config, revision.revision)
print(f"{len(revisions)} revisions came back")
