from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="DataChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                ("number", models.PositiveBigIntegerField()),
            ],
            options={"verbose_name": "change of kept data"},
        ),
        migrations.DeleteModel(name="DataVersion"),
    ]
