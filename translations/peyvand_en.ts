<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AnswerCard</name>
    <message>
        <source>from %1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>us</source>
        <translation>us</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>when: charity</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2 (%3)</source>
        <comment>when: charity (item)</comment>
        <translation>%1: %2 (%3)</translation>
    </message>
    <message>
        <source>our own files only; this charity is in no network yet</source>
        <translation>our own files only; this charity is in no network yet</translation>
    </message>
    <message>
        <source>data of %1 of %2 charities</source>
        <translation>data of %1 of %2 charities</translation>
    </message>
    <message>
        <source>oldest: %1</source>
        <translation>oldest: %1</translation>
    </message>
</context>
<context>
    <name>IdentityReading</name>
    <message>
        <source>searches in names</source>
        <translation>searches in names</translation>
    </message>
    <message>
        <source>the check digit is right; a lost zero was put back</source>
        <translation>the check digit is right; a lost zero was put back</translation>
    </message>
    <message>
        <source>the check digit is right</source>
        <translation>the check digit is right</translation>
    </message>
    <message>
        <source>passport number</source>
        <translation>passport number</translation>
    </message>
    <message>
        <source>foreign national&apos;s code</source>
        <translation>foreign national&apos;s code</translation>
    </message>
    <message>
        <source>the check digit does not fit</source>
        <translation>the check digit does not fit</translation>
    </message>
    <message>
        <source>the number of digits does not fit</source>
        <translation>the number of digits does not fit</translation>
    </message>
    <message>
        <source>no such number is given out</source>
        <translation>no such number is given out</translation>
    </message>
</context>
<context>
    <name>QGuiApplication</name>
    <message>
        <source>QT_LAYOUT_DIRECTION</source>
        <translation>LTR</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>%1 %2 %3</source>
        <extracomment>weekday, day, month and year, for example &quot;Saturday 30 Aban 1405&quot;</extracomment>
        <translation>%1 %2 %3</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%Ln year(s) old)</source>
        <translation>
            <numerusform>%1 (%Ln year old)</numerusform>
            <numerusform>%1 (%Ln years old)</numerusform>
        </translation>
    </message>
    <message>
        <source>just now</source>
        <translation>just now</translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s) ago</source>
        <translation>
            <numerusform>%Ln minute ago</numerusform>
            <numerusform>%Ln minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hour(s) ago</source>
        <translation>
            <numerusform>%Ln hour ago</numerusform>
            <numerusform>%Ln hours ago</numerusform>
        </translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>yesterday</translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s) ago</source>
        <translation>
            <numerusform>%Ln day ago</numerusform>
            <numerusform>%Ln days ago</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>a day and a time of day</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 KB</source>
        <translation>%1 KB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>without a name</source>
        <translation>without a name</translation>
    </message>
    <message>
        <source>child of %1</source>
        <translation>child of %1</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::AmountField</name>
    <message>
        <source>This is no amount yet.</source>
        <translation>This is no amount yet.</translation>
    </message>
    <message>
        <source>rials, or with the word toman</source>
        <translation>rials, or with the word toman</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::AuditPage</name>
    <message>
        <source>User</source>
        <translation>User</translation>
    </message>
    <message>
        <source>everybody</source>
        <translation>everybody</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>What was done</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>everything</translation>
    </message>
    <message>
        <source>Number of rows</source>
        <translation>Number of rows</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>Audit log</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>When</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Desk</translation>
    </message>
    <message>
        <source>Nothing of this kind</source>
        <translation>Nothing of this kind</translation>
    </message>
    <message>
        <source>Choose another user or another deed.</source>
        <translation>Choose another user or another deed.</translation>
    </message>
    <message>
        <source>the newest %1</source>
        <translation>the newest %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>peyvand::ui::BackupPage</name>
    <message>
        <source>Age of the newest backup</source>
        <translation>Age of the newest backup</translation>
    </message>
    <message>
        <source>Make automatic backups</source>
        <translation>Make automatic backups</translation>
    </message>
    <message>
        <source>One is made when the register is opened or closed and the newest is older than a day. Seven days, four weeks and twelve months are kept.</source>
        <translation>One is made when the register is opened or closed and the newest is older than a day. Seven days, four weeks and twelve months are kept.</translation>
    </message>
    <message>
        <source>Folder of the automatic backups</source>
        <translation>Folder of the automatic backups</translation>
    </message>
    <message>
        <source>On a stick or another computer</source>
        <translation>On a stick or another computer</translation>
    </message>
    <message>
        <source>Do this every week: a backup on the same disk is lost with the disk. It opens with the passwords of today.</source>
        <translation>Do this every week: a backup on the same disk is lost with the disk. It opens with the passwords of today.</translation>
    </message>
    <message>
        <source>New file or folder</source>
        <translation>New file or folder</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Back up now</translation>
    </message>
    <message>
        <source>Choose a place</source>
        <translation>Choose a place</translation>
    </message>
    <message>
        <source>Automatic backups</source>
        <translation>Automatic backups</translation>
    </message>
    <message>
        <source>Automatic backup of</source>
        <translation>Automatic backup of</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Age</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Size</translation>
    </message>
    <message>
        <source>File</source>
        <translation>File</translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation>No backup yet</translation>
    </message>
    <message>
        <source>The first automatic one is made when the register is locked or opened again.</source>
        <translation>The first automatic one is made when the register is locked or opened again.</translation>
    </message>
    <message>
        <source>Newest backup: %1</source>
        <translation>Newest backup: %1</translation>
    </message>
    <message>
        <source>Folder: %1</source>
        <translation>Folder: %1</translation>
    </message>
    <message>
        <source>The automatic backup was not made. %1</source>
        <translation>The automatic backup was not made. %1</translation>
    </message>
    <message>
        <source>Where the backup goes</source>
        <translation>Where the backup goes</translation>
    </message>
    <message>
        <source>Backups (*.pvk)</source>
        <translation>Backups (*.pvk)</translation>
    </message>
    <message>
        <source>Please say where it goes.</source>
        <translation>Please say where it goes.</translation>
    </message>
    <message>
        <source>Making the backup</source>
        <translation>Making the backup</translation>
    </message>
    <message>
        <source>The backup was written, opened and checked: %1</source>
        <translation>The backup was written, opened and checked: %1</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::BeneficiariesPage</name>
    <message>
        <source>Beneficiaries</source>
        <translation>Beneficiaries</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>How many</translation>
    </message>
    <message>
        <source>Import from Excel</source>
        <translation>Import from Excel</translation>
    </message>
    <message>
        <source>New beneficiary</source>
        <translation>New beneficiary</translation>
    </message>
    <message>
        <source>Search a name, father, phone, code or file number</source>
        <translation>Search a name, father, phone, code or file number</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>No files yet</translation>
    </message>
    <message>
        <source>Import your Excel list to begin, or open the first file.</source>
        <translation>Import your Excel list to begin, or open the first file.</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>Nobody found</translation>
    </message>
    <message>
        <source>Try fewer letters, or only the family name.</source>
        <translation>Try fewer letters, or only the family name.</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>%1 found</translation>
    </message>
    <message>
        <source>%1 files</source>
        <translation>%1 files</translation>
    </message>
    <message>
        <source>More than %1 found</source>
        <translation>More than %1 found</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::BigField</name>
    <message>
        <source>Enquire</source>
        <translation>Enquire</translation>
    </message>
    <message>
        <source>National ID, foreign national&apos;s code, name or phone</source>
        <translation>National ID, foreign national&apos;s code, name or phone</translation>
    </message>
    <message>
        <source>Check of the number</source>
        <translation>Check of the number</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::CodeCard</name>
    <message>
        <source>Write down the new recovery code</source>
        <translation>Write down the new recovery code</translation>
    </message>
    <message>
        <source>It is shown only now, and the old one no longer opens anything. If the password is lost, only this code opens the register. Keep it on paper, away from this computer.</source>
        <translation>It is shown only now, and the old one no longer opens anything. If the password is lost, only this code opens the register. Keep it on paper, away from this computer.</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation>I have written it down</translation>
    </message>
    <message>
        <source>Put it away</source>
        <translation>Put it away</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::DateField</name>
    <message>
        <source>1365/02/01 or 1365</source>
        <translation>1365/02/01 or 1365</translation>
    </message>
    <message>
        <source>1405/08/30 or today</source>
        <translation>1405/08/30 or today</translation>
    </message>
    <message>
        <source>year %1</source>
        <translation>year %1</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::DeskPage</name>
    <message>
        <source>Who is at the desk?</source>
        <translation>Who is at the desk?</translation>
    </message>
    <message>
        <source>Type a national ID, a name or a phone number and press Enter. What every member charity gave is shown at once, also without a network.</source>
        <translation>Type a national ID, a name or a phone number and press Enter. What every member charity gave is shown at once, also without a network.</translation>
    </message>
    <message>
        <source>Asking …</source>
        <translation>Asking …</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Hidden</translation>
    </message>
    <message>
        <source>Esc shows it again.</source>
        <translation>Esc shows it again.</translation>
    </message>
    <message>
        <source>Several files fit; choose one with Enter</source>
        <translation>Several files fit; choose one with Enter</translation>
    </message>
    <message>
        <source>Files that fit</source>
        <translation>Files that fit</translation>
    </message>
    <message>
        <source>No file fits</source>
        <translation>No file fits</translation>
    </message>
    <message>
        <source>Nobody of this name or number is on file here. With a national ID the whole network can be asked; Ctrl+N opens a new file.</source>
        <translation>Nobody of this name or number is on file here. With a national ID the whole network can be asked; Ctrl+N opens a new file.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more file(s) carry the same number.</source>
        <translation>
            <numerusform>%Ln more file carries the same number.</numerusform>
            <numerusform>%Ln more files carry the same number.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>peyvand::ui::FilePage</name>
    <message>
        <source>File of the beneficiary</source>
        <translation>File of the beneficiary</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Part of the file</source>
        <translation>Part of the file</translation>
    </message>
    <message>
        <source>Further fields of the person</source>
        <translation>Further fields of the person</translation>
    </message>
    <message>
        <source>What is in this part of the file</source>
        <translation>What is in this part of the file</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Entry</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Written on</source>
        <translation>Written on</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>Nothing here yet</translation>
    </message>
    <message>
        <source>Write the first one below; Ctrl+Enter saves it.</source>
        <translation>Write the first one below; Ctrl+Enter saves it.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>New</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>It was saved.</source>
        <translation>It was saved.</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::FirstRunPage</name>
    <message>
        <source>Welcome</source>
        <translation>Welcome</translation>
    </message>
    <message>
        <source>A new register is made on this computer, encrypted and for you alone. You can join the network of your city later.</source>
        <translation>A new register is made on this computer, encrypted and for you alone. You can join the network of your city later.</translation>
    </message>
    <message>
        <source>Name of the charity</source>
        <translation>Name of the charity</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Your name</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Password once more</source>
        <translation>Password once more</translation>
    </message>
    <message>
        <source>at least %1 letters or digits</source>
        <translation>at least %1 letters or digits</translation>
    </message>
    <message>
        <source>Make the register</source>
        <translation>Make the register</translation>
    </message>
    <message>
        <source>Write down the recovery code</source>
        <translation>Write down the recovery code</translation>
    </message>
    <message>
        <source>It is shown only now. If the password is lost, only this code opens the register; nobody else can. Keep it on paper, away from this computer.</source>
        <translation>It is shown only now. If the password is lost, only this code opens the register; nobody else can. Keep it on paper, away from this computer.</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation>I have written it down</translation>
    </message>
    <message>
        <source>Go to the desk</source>
        <translation>Go to the desk</translation>
    </message>
    <message>
        <source>Please write the name.</source>
        <translation>Please write the name.</translation>
    </message>
    <message>
        <source>Please write your name.</source>
        <translation>Please write your name.</translation>
    </message>
    <message>
        <source>The two passwords differ.</source>
        <translation>The two passwords differ.</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::GivePage</name>
    <message>
        <source>Give aid</source>
        <translation>Give aid</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Kind of help</source>
        <translation>Kind of help</translation>
    </message>
    <message>
        <source>For</source>
        <translation>For</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Source of funds</source>
        <translation>Source of funds</translation>
    </message>
    <message>
        <source>Held until</source>
        <translation>Held until</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>What the rules say</source>
        <translation>What the rules say</translation>
    </message>
    <message>
        <source>Choose the kind of help</source>
        <translation>Choose the kind of help</translation>
    </message>
    <message>
        <source>What this family was given of it, by any member charity, then stands here before you save.</source>
        <translation>What this family was given of it, by any member charity, then stands here before you save.</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>choose</translation>
    </message>
    <message>
        <source>only where a rule asks for it</source>
        <translation>only where a rule asks for it</translation>
    </message>
    <message>
        <source>Hold aid</source>
        <translation>Hold aid</translation>
    </message>
    <message>
        <source>Please choose the kind of help.</source>
        <translation>Please choose the kind of help.</translation>
    </message>
    <message>
        <source>Please write a number.</source>
        <translation>Please write a number.</translation>
    </message>
    <message>
        <source>Please write a date.</source>
        <translation>Please write a date.</translation>
    </message>
    <message>
        <source>Please choose a reason.</source>
        <translation>Please choose a reason.</translation>
    </message>
    <message>
        <source>%1 is held for this family.</source>
        <translation>%1 is held for this family.</translation>
    </message>
    <message>
        <source>%1 was recorded.</source>
        <translation>%1 was recorded.</translation>
    </message>
    <message>
        <source>A rule asks for a reason.</source>
        <translation>A rule asks for a reason.</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::HelpCard</name>
    <message>
        <source>given by us</source>
        <translation>given by us</translation>
    </message>
    <message>
        <source>given by a member charity</source>
        <translation>given by a member charity</translation>
    </message>
    <message>
        <source>Help and rules</source>
        <translation>Help and rules</translation>
    </message>
    <message>
        <source>Kind of help</source>
        <translation>Kind of help</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Last time</source>
        <translation>Last time</translation>
    </message>
    <message>
        <source>Charity</source>
        <translation>Charity</translation>
    </message>
    <message>
        <source>Last 12 months</source>
        <translation>Last 12 months</translation>
    </message>
    <message>
        <source>Next turn</source>
        <translation>Next turn</translation>
    </message>
    <message>
        <source>Help of all member charities</source>
        <translation>Help of all member charities</translation>
    </message>
    <message>
        <source>How fresh the data is</source>
        <translation>How fresh the data is</translation>
    </message>
    <message>
        <source>History of this kind of help</source>
        <translation>History of this kind of help</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::ImportPage</name>
    <message>
        <source>Import from Excel</source>
        <translation>Import from Excel</translation>
    </message>
    <message>
        <source>Drop your list here</source>
        <translation>Drop your list here</translation>
    </message>
    <message>
        <source>An Excel workbook or a CSV file of beneficiaries or of aid. Wrong codes and half dates are fine: nothing is lost, and what could not be read comes back with reasons.</source>
        <translation>An Excel workbook or a CSV file of beneficiaries or of aid. Wrong codes and half dates are fine: nothing is lost, and what could not be read comes back with reasons.</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Choose a file</translation>
    </message>
    <message>
        <source>File</source>
        <translation>File</translation>
    </message>
    <message>
        <source>This list holds</source>
        <translation>This list holds</translation>
    </message>
    <message>
        <source>beneficiaries</source>
        <translation>beneficiaries</translation>
    </message>
    <message>
        <source>aid that was given</source>
        <translation>aid that was given</translation>
    </message>
    <message>
        <source>Columns of the list</source>
        <translation>Columns of the list</translation>
    </message>
    <message>
        <source>Heading in the file</source>
        <translation>Heading in the file</translation>
    </message>
    <message>
        <source>Taken for</source>
        <translation>Taken for</translation>
    </message>
    <message>
        <source>First row</source>
        <translation>First row</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Another file</source>
        <translation>Another file</translation>
    </message>
    <message>
        <source>Importing the list</source>
        <translation>Importing the list</translation>
    </message>
    <message>
        <source>new</source>
        <translation>new</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>completed</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>unchanged</translation>
    </message>
    <message>
        <source>set aside</source>
        <translation>set aside</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Rows set aside</source>
        <translation>Rows set aside</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Import another list</source>
        <translation>Import another list</translation>
    </message>
    <message>
        <source>Choose a list</source>
        <translation>Choose a list</translation>
    </message>
    <message>
        <source>Lists (*.xlsx *.csv)</source>
        <translation>Lists (*.xlsx *.csv)</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 rows</translation>
    </message>
    <message>
        <source>not taken</source>
        <translation>not taken</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::Logo</name>
    <message>
        <source>Peyvand</source>
        <translation>Peyvand</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::MainWindow</name>
    <message>
        <source>Peyvand</source>
        <translation>Peyvand</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>Desk</translation>
    </message>
    <message>
        <source>Beneficiaries</source>
        <translation>Beneficiaries</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Network</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>This person already has a file; here it is.</source>
        <translation>This person already has a file; here it is.</translation>
    </message>
    <message>
        <source>The file was opened.</source>
        <translation>The file was opened.</translation>
    </message>
    <message>
        <source>User: %1</source>
        <translation>User: %1</translation>
    </message>
    <message>
        <source>Last backup: %1</source>
        <translation>Last backup: %1</translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation>No backup yet</translation>
    </message>
    <message>
        <source>in no network yet</source>
        <translation>in no network yet</translation>
    </message>
    <message>
        <source>Data of %1 of %2 charities, %3</source>
        <translation>Data of %1 of %2 charities, %3</translation>
    </message>
    <message numerus="yes">
        <source>locks in %Ln minute(s)</source>
        <translation>
            <numerusform>locks in %Ln minute</numerusform>
            <numerusform>locks in %Ln minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>Import lists</source>
        <translation>Import lists</translation>
    </message>
    <message>
        <source>A backup is being made …</source>
        <translation>A backup is being made …</translation>
    </message>
    <message>
        <source>The register is being closed</source>
        <translation>The register is being closed</translation>
    </message>
    <message>
        <source>When today&apos;s backup is due it is made first. Close the window once more to leave it off.</source>
        <translation>When today&apos;s backup is due it is made first. Close the window once more to leave it off.</translation>
    </message>
    <message>
        <source>The automatic backup was not made</source>
        <translation>The automatic backup was not made</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::NetworkPage</name>
    <message>
        <source>Member charities</source>
        <translation>Member charities</translation>
    </message>
    <message>
        <source>Name of the network</source>
        <translation>Name of the network</translation>
    </message>
    <message>
        <source>Charity</source>
        <translation>Charity</translation>
    </message>
    <message>
        <source>Its data</source>
        <translation>Its data</translation>
    </message>
    <message>
        <source>Last news</source>
        <translation>Last news</translation>
    </message>
    <message>
        <source>Desks</source>
        <translation>Desks</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>This charity is in no network yet</source>
        <translation>This charity is in no network yet</translation>
    </message>
    <message>
        <source>An enquiry looks into your own files only. With an invitation from the assembly of your city, every member&apos;s help comes to light.</source>
        <translation>An enquiry looks into your own files only. With an invitation from the assembly of your city, every member&apos;s help comes to light.</translation>
    </message>
    <message>
        <source>our own</source>
        <translation>our own</translation>
    </message>
    <message>
        <source>no news</source>
        <translation>no news</translation>
    </message>
    <message>
        <source>up to date</source>
        <translation>up to date</translation>
    </message>
    <message>
        <source>older</source>
        <translation>older</translation>
    </message>
    <message>
        <source>now</source>
        <translation>now</translation>
    </message>
    <message>
        <source>on the council</source>
        <translation>on the council</translation>
    </message>
    <message>
        <source>member</source>
        <translation>member</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::PeopleModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>National ID or code</source>
        <translation>National ID or code</translation>
    </message>
    <message>
        <source>Father&apos;s name</source>
        <translation>Father&apos;s name</translation>
    </message>
    <message>
        <source>Birth year</source>
        <translation>Birth year</translation>
    </message>
    <message>
        <source>City</source>
        <translation>City</translation>
    </message>
    <message>
        <source>File</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Last help of ours</source>
        <translation>Last help of ours</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::PersonCard</name>
    <message>
        <source>Give aid</source>
        <translation>Give aid</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Hold</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>Open a file</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Father and birth</source>
        <translation>Father and birth</translation>
    </message>
    <message>
        <source>National ID or code</source>
        <translation>National ID or code</translation>
    </message>
    <message>
        <source>Needs not met yet</source>
        <translation>Needs not met yet</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>son of %1</source>
        <translation>son of %1</translation>
    </message>
    <message>
        <source>child of %1</source>
        <translation>child of %1</translation>
    </message>
    <message>
        <source>born %1</source>
        <translation>born %1</translation>
    </message>
    <message>
        <source>file %1</source>
        <translation>file %1</translation>
    </message>
    <message>
        <source>None is on record. Ask: some who need most say least.</source>
        <translation>None is on record. Ask: some who need most say least.</translation>
    </message>
    <message>
        <source>What other charities gave stands beside this.</source>
        <translation>What other charities gave stands beside this.</translation>
    </message>
    <message>
        <source>new here</source>
        <translation>new here</translation>
    </message>
    <message>
        <source>Address and phone</source>
        <translation>Address and phone</translation>
    </message>
    <message>
        <source>No address on record.</source>
        <translation>No address on record.</translation>
    </message>
    <message>
        <source>The number is kept as it is typed.</source>
        <translation>The number is kept as it is typed.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>File</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::ProgressPanel</name>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%1 of %2 rows</translation>
    </message>
    <message>
        <source>reading …</source>
        <translation>reading …</translation>
    </message>
    <message>
        <source>stopping; nothing will be changed</source>
        <translation>stopping; nothing will be changed</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::RecordForm</name>
    <message>
        <source>Fields</source>
        <translation>Fields</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>not said</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::RegisterPage</name>
    <message>
        <source>New beneficiary</source>
        <translation>New beneficiary</translation>
    </message>
    <message>
        <source>Another identity</source>
        <translation>Another identity</translation>
    </message>
    <message>
        <source>Given name</source>
        <translation>Given name</translation>
    </message>
    <message>
        <source>Family name</source>
        <translation>Family name</translation>
    </message>
    <message>
        <source>Father&apos;s name</source>
        <translation>Father&apos;s name</translation>
    </message>
    <message>
        <source>Birth date, or the year alone</source>
        <translation>Birth date, or the year alone</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>City</source>
        <translation>City</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Number of the paper file</source>
        <translation>Number of the paper file</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Is this person on file?</source>
        <translation>Is this person on file?</translation>
    </message>
    <message>
        <source>Files that may be the same person</source>
        <translation>Files that may be the same person</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Birth year</source>
        <translation>Birth year</translation>
    </message>
    <message>
        <source>No similar file</source>
        <translation>No similar file</translation>
    </message>
    <message>
        <source>While you type, files that may be the same person come up here. Enter opens one.</source>
        <translation>While you type, files that may be the same person come up here. Enter opens one.</translation>
    </message>
    <message>
        <source>National ID or foreign national&apos;s code</source>
        <translation>National ID or foreign national&apos;s code</translation>
    </message>
    <message>
        <source>Please write a name.</source>
        <translation>Please write a name.</translation>
    </message>
    <message>
        <source>This date could not be read.</source>
        <translation>This date could not be read.</translation>
    </message>
    <message>
        <source>This phone number could not be read.</source>
        <translation>This phone number could not be read.</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::RuleForm</name>
    <message>
        <source>What the rule does</source>
        <translation>What the rule does</translation>
    </message>
    <message>
        <source>Where the rule comes from</source>
        <translation>Where the rule comes from</translation>
    </message>
    <message>
        <source>How many times</source>
        <translation>How many times</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>so many days</source>
        <translation>so many days</translation>
    </message>
    <message>
        <source>so many months</source>
        <translation>so many months</translation>
    </message>
    <message>
        <source>so many years</source>
        <translation>so many years</translation>
    </message>
    <message>
        <source>Days, months or years</source>
        <translation>Days, months or years</translation>
    </message>
    <message>
        <source>When it comes sooner</source>
        <translation>When it comes sooner</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In use</translation>
    </message>
    <message>
        <source>on</source>
        <translation>on</translation>
    </message>
    <message>
        <source>off</source>
        <translation>off</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Put the default back</source>
        <translation>Put the default back</translation>
    </message>
    <message>
        <source>1 to 100</source>
        <translation>1 to 100</translation>
    </message>
    <message>
        <source>a number that fits</source>
        <translation>a number that fits</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::RulesPage</name>
    <message>
        <source>Rules in force</source>
        <translation>Rules in force</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Rule</translation>
    </message>
    <message>
        <source>From</source>
        <translation>From</translation>
    </message>
    <message>
        <source>the assembly</source>
        <translation>the assembly</translation>
    </message>
    <message>
        <source>changed here</source>
        <translation>changed here</translation>
    </message>
    <message>
        <source>ours</source>
        <translation>ours</translation>
    </message>
    <message>
        <source>default</source>
        <translation>default</translation>
    </message>
    <message>
        <source>Nothing of this rule was changed.</source>
        <translation>Nothing of this rule was changed.</translation>
    </message>
    <message>
        <source>The rule was changed. Every desk of the charity gets it.</source>
        <translation>The rule was changed. Every desk of the charity gets it.</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Appearance</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Persian</source>
        <translation>Persian (فارسی)</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>light</source>
        <translation>light</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>dark</translation>
    </message>
    <message>
        <source>About</source>
        <translation>About</translation>
    </message>
    <message>
        <source>Peyvand %1 · free software under the GNU General Public License 3 or later. Your charity&apos;s files stay on this computer, encrypted.</source>
        <translation>Peyvand %1 · free software under the GNU General Public License 3 or later. Your charity&apos;s files stay on this computer, encrypted.</translation>
    </message>
    <message>
        <source>Parts of the settings</source>
        <translation>Parts of the settings</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Users</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Rules</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>Audit log</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::StatusLine</name>
    <message>
        <source>Register</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>User</source>
        <translation>User</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>Last backup</source>
        <translation>Last backup</translation>
    </message>
    <message>
        <source>Time to the lock</source>
        <translation>Time to the lock</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::UnlockPage</name>
    <message>
        <source>Open the register</source>
        <translation>Open the register</translation>
    </message>
    <message>
        <source>User</source>
        <translation>User</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Come in</source>
        <translation>Come in</translation>
    </message>
    <message>
        <source>Last backup and sync</source>
        <translation>Last backup and sync</translation>
    </message>
    <message>
        <source>Last backup: %1</source>
        <translation>Last backup: %1</translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation>No backup yet</translation>
    </message>
    <message>
        <source>Last sync: %1</source>
        <translation>Last sync: %1</translation>
    </message>
    <message>
        <source>The window was locked. What you were typing is still there.</source>
        <translation>The window was locked. What you were typing is still there.</translation>
    </message>
    <message>
        <source>The files of your charity are encrypted. Your password opens them on this computer.</source>
        <translation>The files of your charity are encrypted. Your password opens them on this computer.</translation>
    </message>
    <message>
        <source>Caps Lock is on.</source>
        <translation>Caps Lock is on.</translation>
    </message>
    <message>
        <source>The keyboard writes Persian.</source>
        <translation>The keyboard writes Persian.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Your name</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::UserForm</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>New password once more</source>
        <translation>New password once more</translation>
    </message>
    <message>
        <source>Your own password</source>
        <translation>Your own password</translation>
    </message>
    <message>
        <source>at least %1 letters or digits</source>
        <translation>at least %1 letters or digits</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>A new user</source>
        <translation>A new user</translation>
    </message>
    <message>
        <source>Another role for %1</source>
        <translation>Another role for %1</translation>
    </message>
    <message>
        <source>A new password for %1</source>
        <translation>A new password for %1</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Remove %1</translation>
    </message>
    <message>
        <source>A new recovery code</source>
        <translation>A new recovery code</translation>
    </message>
    <message>
        <source>Somebody whom another desk added gets a password at this desk.</source>
        <translation>Somebody whom another desk added gets a password at this desk.</translation>
    </message>
    <message>
        <source>It holds at every desk of the charity.</source>
        <translation>It holds at every desk of the charity.</translation>
    </message>
    <message>
        <source>It counts at this desk; at others the password stays as it is.</source>
        <translation>It counts at this desk; at others the password stays as it is.</translation>
    </message>
    <message>
        <source>The account is closed at every desk and the register gets another key. What the user wrote stays. The old recovery code no longer counts; a new one is shown.</source>
        <translation>The account is closed at every desk and the register gets another key. What the user wrote stays. The old recovery code no longer counts; a new one is shown.</translation>
    </message>
    <message>
        <source>The old code no longer counts as soon as the new one is shown.</source>
        <translation>The old code no longer counts as soon as the new one is shown.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Make the code</source>
        <translation>Make the code</translation>
    </message>
    <message>
        <source>Please write the name.</source>
        <translation>Please write the name.</translation>
    </message>
    <message>
        <source>The two passwords differ.</source>
        <translation>The two passwords differ.</translation>
    </message>
    <message>
        <source>Please write your own password.</source>
        <translation>Please write your own password.</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Fields</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::UsersPage</name>
    <message>
        <source>Users</source>
        <translation>Users</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>State</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>One-person office</source>
        <translation>One-person office</translation>
    </message>
    <message>
        <source>The only user may do all, whatever the role. As soon as there is a second user the roles hold.</source>
        <translation>The only user may do all, whatever the role. As soon as there is a second user the roles hold.</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>removed</translation>
    </message>
    <message>
        <source>you</source>
        <translation>you</translation>
    </message>
    <message>
        <source>active</source>
        <translation>active</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>The user was added.</source>
        <translation>The user was added.</translation>
    </message>
    <message>
        <source>The role was changed.</source>
        <translation>The role was changed.</translation>
    </message>
    <message>
        <source>The password was changed.</source>
        <translation>The password was changed.</translation>
    </message>
    <message>
        <source>The user was removed.</source>
        <translation>The user was removed.</translation>
    </message>
    <message>
        <source>There is a new recovery code.</source>
        <translation>There is a new recovery code.</translation>
    </message>
    <message>
        <source>Change the role</source>
        <translation>Change the role</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>New user</source>
        <translation>New user</translation>
    </message>
    <message>
        <source>New recovery code</source>
        <translation>New recovery code</translation>
    </message>
    <message>
        <source>This takes a moment …</source>
        <translation>This takes a moment …</translation>
    </message>
    <message>
        <source>Password here</source>
        <translation>Password here</translation>
    </message>
</context>
</TS>
