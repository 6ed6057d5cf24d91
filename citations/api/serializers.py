"""The shape of what the API says about editions, datasets and sources."""

from rest_framework import serializers


class SourceSerializer(serializers.Serializer):
    """A release that figures of an answer come from."""

    dataset = serializers.SlugField(help_text="Slug of the dataset; see /api/v1/datasets/.")
    title = serializers.CharField(help_text="Short title of the dataset.")
    version = serializers.CharField(help_text="Name of the release.")
    publisher = serializers.CharField()
    is_sample = serializers.BooleanField(help_text="True for the built-in sample, which is not the real release.")


class EditionReferenceSerializer(serializers.Serializer):
    """The edition that an answer is drawn from."""

    name = serializers.SlugField()
    fingerprint = serializers.CharField(help_text="SHA-256 of the edition's inputs.")
    published_on = serializers.DateTimeField(help_text="When the edition first went live.")


class MemberSerializer(serializers.Serializer):
    """A release that an edition is made of."""

    dataset = serializers.SlugField()
    title = serializers.CharField()
    version = serializers.CharField()
    publisher = serializers.CharField()
    licence = serializers.CharField()
    is_sample = serializers.BooleanField()
    fingerprint = serializers.CharField(help_text="SHA-256 over the checksums of its files.")


class EditionSerializer(EditionReferenceSerializer):
    """An edition that readers have seen."""

    content_digest = serializers.CharField(help_text="SHA-256 over all its profiles.")
    is_live = serializers.BooleanField()
    is_sample = serializers.BooleanField()
    releases = MemberSerializer(many=True)


class EditionListSerializer(serializers.Serializer):
    count = serializers.IntegerField()
    results = EditionSerializer(many=True)


class FileSerializer(serializers.Serializer):
    name = serializers.CharField()
    size = serializers.IntegerField(help_text="Bytes.")
    sha256 = serializers.CharField()


class ReleaseSerializer(serializers.Serializer):
    """A release that is part of an edition that readers have seen."""

    version = serializers.CharField()
    published_on = serializers.CharField(help_text="When the publisher released it, as precisely as known.")
    retrieved_on = serializers.DateField()
    is_sample = serializers.BooleanField()
    is_live = serializers.BooleanField()
    files = FileSerializer(many=True)


class DatasetSerializer(serializers.Serializer):
    slug = serializers.SlugField()
    title = serializers.CharField()
    publisher = serializers.CharField()
    homepage = serializers.URLField()
    licence = serializers.CharField()
    licence_url = serializers.CharField(help_text="Empty where the licence has no address.")
    measures = serializers.CharField()
    does_not_measure = serializers.CharField()
    citation = serializers.DictField(help_text="The source as a CSL-JSON item.")
    live_version = serializers.CharField(allow_null=True, help_text="Its release in the live edition, if that has one.")


class DatasetDetailSerializer(DatasetSerializer):
    releases = ReleaseSerializer(many=True)


class DatasetListSerializer(serializers.Serializer):
    count = serializers.IntegerField()
    results = DatasetSerializer(many=True)
