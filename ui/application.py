"""Make the QApplication and show the window: nothing else starts Qt."""

import sys

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from app import paths
from ui import complaints, legible
from ui.main_window import MainWindow


def prepare(application: QApplication) -> None:
    """Give the application its name, Vietnamese locale, Qt's own translations and a readable font size."""
    application.setStyle("Fusion")
    legible.keep(application)
    application.setApplicationName("Sổ CTĐ")
    application.setOrganizationName("SoCTD")
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(), "qtbase", "_", folder):
        application.installTranslator(translator)
    for file in sorted((paths.resources() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    font = QFont(application.font())
    font.setPointSizeF(max(font.pointSizeF(), 10.0))
    application.setFont(font)


def run() -> int:
    """Open the window on the user's store and return Qt's exit code."""
    application = QApplication(sys.argv[:1])
    prepare(application)
    window = MainWindow(paths.default_home())
    complaints.catch_all(window)
    window.show()
    return application.exec()
