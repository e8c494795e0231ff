
from django.db import migrations, models

import quizzes.models.problems


class Migration(migrations.Migration):

    dependencies = [
        ('quizzes', '0012_remarking_findings'),
    ]

    operations = [
        migrations.AlterField(
            model_name='problem',
            name='slug',
            field=models.SlugField(help_text='Its lasting name, as in the file name slug.md.', max_length=80, unique=True, validators=[quizzes.models.problems.refuse_reserved], verbose_name='slug'),
        ),
    ]
